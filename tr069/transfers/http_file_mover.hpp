// Carries out the transfers that an ACS asks for: files over HTTP and HTTPS.
#pragma once

#include <memory>

#include "tr069/transfers/file_upload.hpp"
#include "tr069/transfers/firmware.hpp"
#include "tr069/transfers/move.hpp"
#include "tr069/transfers/transfer.hpp"

namespace lineman::cwmp {

// One thread: the loop's. What it is given outlives it.
class HttpFileMover final : public FileMover {
 public:
  struct Surroundings {
    boost::asio::io_context& loop;
    Configuration& configuration;
    Clock& clock;
    FirmwareInstaller& firmware;
    ReadLog read_log;
  };

  HttpFileMover(Surroundings surroundings, TransferSettings settings);

  // Also 9003 for a URL that is none or holds credentials and for files that do not go that way,
  // and 9004 for a firmware file that is larger than the phone takes.
  std::optional<Fault> objection(const FileRequest& request) const override;

  std::uint64_t generation() const override { return at_.configuration.generation(); }
  bool stands(const FileRequest& request, std::uint64_t before) const override;

  void begin(const FileRequest& request,
             std::function<void(const TransferOutcome& outcome)> done) override;

 private:
  std::shared_ptr<Move> move_for(const FileRequest& request);

  Surroundings at_;
  TransferSettings settings_;
  bool had_clock_ = false;
  std::unique_ptr<Timer> end_;
  std::shared_ptr<Move> move_;
};

}  // namespace lineman::cwmp
