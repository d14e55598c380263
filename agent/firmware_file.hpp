// A firmware file in the state directory, while the ACS has it fetched and the phone's hook
// installs it (cwmp.firmware_command).
#pragma once

#include <chrono>
#include <filesystem>

#include "agent/files/disk.hpp"
#include "agent/files/files.hpp"
#include "tr069/transfers/firmware.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::agent {

// A hook that goes on for longer is killed.
inline constexpr std::chrono::minutes longest_install{30};

// One thread: the agent's loop. What it is given outlives it. The folder of the file is there.
class FirmwareFile final : public cwmp::FirmwareInstaller {
 public:
  struct Place {
    std::string name;                 // as Files has it: "cwmp/firmware"
    std::filesystem::path directory;  // the state directory, for the hook
  };

  // At the agent's start: what an agent that died left of a file is removed.
  FirmwareFile(boost::asio::io_context& loop, Files& files, Disk& disk, Place place,
               std::vector<std::string> command);

  bool is_configured() const override { return !command_.empty(); }
  void append(std::string octets, std::function<void(const std::string& why_not)> done) override;
  void install(std::function<void(const tl::expected<int, std::string>&)> done) override;
  void discard() override;

 private:
  boost::asio::io_context& loop_;
  Files& files_;
  Disk& disk_;
  Place place_;
  std::vector<std::string> command_;
};

}  // namespace lineman::agent
