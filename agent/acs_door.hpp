// The ACS door as a part of the agent: its state on the disk, its settings, and what Reboot and
// FactoryReset do to the phone.
#pragma once

#include <functional>
#include <memory>

#include "agent/acs_files.hpp"
#include "agent/dhcp_file.hpp"
#include "agent/files/state_file.hpp"
#include "agent/transaction/publisher.hpp"
#include "daemon/settings.hpp"
#include "tr069/cwmp_client.hpp"

namespace lineman::agent {

// One thread: the loop's. What it is given outlives it.
class AcsDoor final : public Publisher {
 public:
  struct Surroundings {
    boost::asio::io_context& loop;
    Files& files;
    Disk& disk;
    Configuration& configuration;
    Status& status;
    Clock& clock;
    std::string state_dir;
  };

  // `session_ended`: client().acs() says how the session went. `runtime_dir` is where a DHCP
  // client's hook writes unless the settings say otherwise. Throws StateUnusable where the state
  // directory does not hold its file.
  AcsDoor(const Surroundings& surroundings, const daemon::Settings& settings,
          const std::string& runtime_dir, std::function<void()> session_ended);

  void open();

  // Settings are read again (SIGHUP): what DHCP says, too.
  void look_again() { dhcp_file_.look(); }

  void publish(const Generation& generation) override;

  cwmp::CwmpClient& client() { return *client_; }
  const cwmp::CwmpClient& client() const { return *client_; }

 private:
  void reboot(const std::function<void()>& failed);
  void reset_configuration(std::function<void(bool done)> answer);

  Surroundings at_;
  daemon::Settings settings_;
  StateFile file_;
  AcsFiles acs_files_;
  std::unique_ptr<cwmp::CwmpClient> client_;
  DhcpFile dhcp_file_;
};

}  // namespace lineman::agent
