// Debian's snmpd as the master agent of AgentX, as a private process with private files.
#pragma once

#include <memory>
#include <string>

#include "tests/support/process.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::mibs::test {

// Knows the users and communities that a Peer has, and the same engine ID.
class Master {
 public:
  // Started, and takes subagents at a socket in its folder, or at a TCP port.
  explicit Master(unsigned port, unsigned tcp_port = 0);

  // "unix:/...", "tcp:127.0.0.1:..."
  const std::string& address() const { return address_; }

  // SIGKILL, as when it crashes.
  void kill();
  void start();

  // It takes connections and answers nothing.
  void stop_answering() const;
  void go_on() const;

 private:
  lineman::test::ScratchFolder folder_;
  std::string address_;
  std::unique_ptr<lineman::test::Process> process_;
};

}  // namespace lineman::mibs::test
