#include "tr069/transfers/http_file_mover.hpp"

#include "datamodel/date_time.hpp"
#include "tr069/transfers/configuration_download.hpp"
#include "tr069/transfers/firmware_download.hpp"
#include "tr069/transfers/transfer_url.hpp"

namespace lineman::cwmp {

HttpFileMover::HttpFileMover(Surroundings surroundings, TransferSettings settings)
    : at_{std::move(surroundings)}, settings_{std::move(settings)} {}

std::optional<Fault> HttpFileMover::objection(const FileRequest& request) const {
  if (auto problem = problem_with_transfer_url(request.url)) return problem;
  const bool upload = request.kind == TransferKind::upload;
  if (request.file == (upload ? FileKind::firmware : FileKind::log)) {
    return Fault{FaultCode::invalid_arguments,
                 upload ? "firmware is downloaded only" : "the log is uploaded only",
                 {}};
  }
  if (upload || request.file == FileKind::configuration) return {};
  if (!at_.firmware.is_configured()) {
    return Fault{FaultCode::request_denied, "no cwmp.firmware_command is configured", {}};
  }
  if (request.file_size > settings_.firmware_limit) {
    return Fault{
        FaultCode::resources_exceeded, "the file is larger than cwmp.firmware_limit permits", {}};
  }
  return {};
}

bool HttpFileMover::stands(const FileRequest& request, std::uint64_t before) const {
  if (request.kind == TransferKind::upload || request.file != FileKind::configuration) return false;
  return at_.configuration.generation() > before &&
         at_.configuration.last_change().asker == asker_of(request);
}

void HttpFileMover::begin(const FileRequest& request,
                          std::function<void(const TransferOutcome& outcome)> done) {
  const auto begun = at_.clock.wall();
  const auto over = [this, begun, done = std::move(done)](const std::optional<Fault>& fault) {
    TransferOutcome outcome{.begun = begun, .ended = at_.clock.wall()};
    if (fault) {
      outcome.fault = fault->code;
      outcome.sentence = fault->sentence;
    }
    // The move is still at work when it says that it ended.
    end_ = at_.clock.after(Duration::zero(), [this, outcome, done] {
      move_.reset();
      done(outcome);
    });
  };
  // Once there was a clock, certificates are held against it, as in a session.
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(begun.time_since_epoch());
  had_clock_ = had_clock_ || datamodel::is_known_time(seconds.count());
  settings_.http.check_dates = had_clock_;
  // It may have been asked for by an agent with other settings.
  if (const auto fault = objection(request)) return over(fault);
  move_ = move_for(request);
  move_->start(over);
}

std::shared_ptr<Move> HttpFileMover::move_for(const FileRequest& request) {
  const MoveSurroundings at{.loop = at_.loop,
                            .configuration = at_.configuration,
                            .clock = at_.clock,
                            .settings = settings_};
  if (request.kind == TransferKind::upload) {
    return request.file == FileKind::log ? upload_log(at, at_.read_log, request)
                                         : upload_configuration(at, request);
  }
  return request.file == FileKind::firmware ? download_firmware(at, at_.firmware, request)
                                            : download_configuration(at, request);
}

}  // namespace lineman::cwmp
