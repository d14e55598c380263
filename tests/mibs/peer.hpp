// The SNMP door in a child process, and the means to talk to it.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/mibs/master.hpp"
#include "tests/mibs/raw_client.hpp"
#include "tests/support/run.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lineman::mibs::test {

// How the tools name a user or a community of the peer.
inline const std::string writer =
    "-v3 -u writer -l authPriv -a SHA-256 -A 'writer auth' -x AES -X 'writer priv'";
inline const std::string reader =
    "-v3 -u reader -l authPriv -a SHA-512 -A 'reader auth' -x AES-256 -X 'reader priv'";
inline const std::string community = "-v2c -c look";
inline const std::string writing_community = "-v2c -c touch";

// Whether the tests of this run go through Debian's snmpd, by AgentX: LINEMAN_SNMP_BY=agentx.
bool by_agentx();

class Peer {
 public:
  enum class Way : std::uint8_t { alone, agentx };

  // Waits until it answers. `options` come before those that every peer has: two users, two
  // communities for 127.0.0.0/8, one address. Without a folder it has one of its own. By AgentX
  // those are the master agent's, and the peer has registered when this returns.
  explicit Peer(std::vector<std::string> options = {}, const std::string& folder = {},
                Way way = by_agentx() ? Way::agentx : Way::alone);
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  unsigned port() const { return port_; }
  // As doors() shows it.
  std::string address() const;
  pid_t pid() const { return pid_; }

  // What it has taken for itself (RssAnon), in kB; 0 where a sanitizer keeps what was freed.
  unsigned long memory() const;

  // By AgentX only.
  Master& master() { return *master_; }

  // Gives a command of peer_main.cpp; the result are its lines.
  std::string tell(const std::string& command);

  // Asks until the answer is `expected`, for a while; the result is the last answer.
  std::string tell_until(const std::string& command, const std::string& expected);

  // Runs "snmpget" or another tool as somebody. One try of two seconds, numbers and enumerations as
  // they are.
  lineman::test::Ran tool(const std::string& name, const std::string& who, const std::string& words,
                          const std::string& format = "-Oqe") const;

  // SIGKILL, as when the power goes.
  void kill();

 private:
  void start(std::vector<std::string> words);
  std::string answer();

  lineman::test::ScratchFolder scratch_;
  unsigned port_;
  std::unique_ptr<Master> master_;
  pid_t pid_ = -1;
  int to_ = -1;
  int from_ = -1;
  std::string buffer_;
};

}  // namespace lineman::mibs::test
