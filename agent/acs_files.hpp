// The files that go between the phone and its ACS, as a part of the agent: where firmware lies,
// what the log is.
#pragma once

#include "agent/firmware_file.hpp"
#include "daemon/settings.hpp"
#include "tr069/transfers/http_file_mover.hpp"

namespace lineman::agent {

// Of the log, the last octets are sent.
inline constexpr std::size_t longest_log = std::size_t{512} * 1024;
// A cwmp.log_command that goes on for longer is killed.
inline constexpr std::chrono::seconds longest_log_command{30};

// One thread: the agent's loop. What it is given outlives it.
class AcsFiles {
 public:
  struct Surroundings {
    boost::asio::io_context& loop;
    Files& files;
    Disk& disk;
    Configuration& configuration;
    Clock& clock;
    std::filesystem::path state_dir;
  };

  AcsFiles(const Surroundings& surroundings, const daemon::Settings& settings,
           cwmp::HttpSettings http);

  cwmp::FileMover& mover() { return mover_; }

 private:
  FirmwareFile firmware_;
  cwmp::HttpFileMover mover_;
};

}  // namespace lineman::agent
