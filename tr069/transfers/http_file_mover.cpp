#include "tr069/transfers/http_file_mover.hpp"

#include "daemon/log.hpp"
#include "datamodel/date_time.hpp"
#include "tr069/transfers/configuration_download.hpp"
#include "tr069/transfers/firmware_download.hpp"
#include "tr069/transfers/transfer_url.hpp"

namespace lineman::cwmp {
namespace {

std::string_view name_of(FileKind kind) {
  switch (kind) {
    case FileKind::firmware:
      return "firmware";
    case FileKind::configuration:
      return "configuration";
    case FileKind::log:
      break;
  }
  return "log";
}

void tell_end(const FileRequest& request, const TransferOutcome& outcome) {
  if (!outcome.fault) {
    return log::info("file transfer done", {{"LINEMAN_FILE", name_of(request.file)}});
  }
  log::warning("file transfer failed",
               {{"LINEMAN_FILE", name_of(request.file)},
                {"LINEMAN_FAULT", std::to_string(static_cast<unsigned>(*outcome.fault))},
                {"LINEMAN_REASON", outcome.sentence}});
}

}  // namespace

HttpFileMover::HttpFileMover(Surroundings surroundings, TransferSettings settings)
    : at_{std::move(surroundings)}, settings_{std::move(settings)} {}

std::optional<Fault> HttpFileMover::objection(const FileRequest& request) const {
  if (auto problem = problem_with_transfer_url(request.url)) return problem;
  const bool upload = request.kind == TransferKind::upload;
  if (request.file == (upload ? FileKind::firmware : FileKind::log)) {
    return Fault{FaultCode::invalid_arguments, "such a file does not go that way", {}};
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

void HttpFileMover::begin(const FileRequest& request,
                          std::function<void(const TransferOutcome& outcome)> done) {
  log::info("file transfer begins", {{"LINEMAN_FILE", name_of(request.file)}});
  const auto begun = at_.clock.wall();
  const auto over = [this, request, begun,
                     done = std::move(done)](const std::optional<Fault>& fault) {
    TransferOutcome outcome{.begun = begun, .ended = at_.clock.wall()};
    if (fault) {
      outcome.fault = fault->code;
      outcome.sentence = fault->sentence;
    }
    // The move is still at work when it says that it ended.
    end_ = at_.clock.after(Duration::zero(), [this, request, outcome, done] {
      move_.reset();
      tell_end(request, outcome);
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
