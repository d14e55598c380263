// The mover on a real loop, with a file server on loopback that answers as a test says.
#pragma once

#include <gmock/gmock.h>

#include <optional>
#include <string>
#include <vector>

#include "daemon/asio_clock.hpp"
#include "tests/agent/control/fakes.hpp"
#include "tests/tr069/transport/loop.hpp"
#include "tests/tr069/transport/scripted_acs.hpp"
#include "tr069/transfers/http_file_mover.hpp"

namespace lineman::test {

// A disk and a hook of the phone's: what is asked for is done in order, and remembered.
class FakeInstaller final : public cwmp::FirmwareInstaller {
 public:
  explicit FakeInstaller(Loop& loop) : loop_{loop} {}

  bool is_configured() const override { return configured; }
  void append(std::string octets, std::function<void(const std::string&)> done) override;
  void install(std::function<void(const tl::expected<int, std::string>&)> done) override;
  void discard() override;

  bool configured = true;
  std::string why_not_kept;
  tl::expected<int, std::string> said = 0;

  std::string file;                    // what is kept now
  std::vector<std::string> installed;  // what the hook was given
  std::size_t appended = 0;            // calls
  std::size_t largest = 0;             // octets of one of them

 private:
  Loop& loop_;
};

// The loop's clock, which may not have been set yet.
class PhoneClock final : public daemon::AsioClock {
 public:
  using AsioClock::AsioClock;
  WallTime wall() const override { return is_set ? AsioClock::wall() : WallTime{}; }

  bool is_set = true;
};

class MoverRig : public testing::Test {
 protected:
  MoverRig();

  static cwmp::FileRequest download(const std::string& url,
                                    cwmp::FileKind file = cwmp::FileKind::configuration);
  static cwmp::FileRequest upload(const std::string& url,
                                  cwmp::FileKind file = cwmp::FileKind::configuration);

  // Another mover, with settings_ as they are now.
  void configure();
  // "ok", or "9012 sentence".
  std::string move(const cwmp::FileRequest& request);
  std::string objection(const cwmp::FileRequest& request);

  Loop loop_;
  PhoneClock clock_{loop_.context()};
  FakeConfiguration configuration_;
  FakeInstaller installer_{loop_};
  tl::expected<std::string, std::string> log_ = "the log\n";
  cwmp::TransferSettings settings_;
  std::optional<cwmp::HttpFileMover> mover_;
  cwmp::TransferOutcome outcome_;
};

// A phone file that changes the label of the first account.
inline const std::string small_file = "#!version:1.0.0.1\naccount.1.label = Front desk\n";

}  // namespace lineman::test
