#include "tr069/transfers/asked_transfer.hpp"

#include <algorithm>

#include "tr069/transfers/file_types.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::string_view at_any_time = "1 At Any Time";
constexpr std::string_view immediately = "2 Immediately";
constexpr std::string_view when_idle = "3 When Idle";

tl::unexpected<Fault> refused(std::string sentence) {
  return tl::unexpected(
      Fault{.code = FaultCode::invalid_arguments, .sentence = std::move(sentence)});
}

// What all of them have.
tl::expected<Transfer, Fault> transfer_of(const auto& request, TransferKind kind,
                                          std::optional<FileKind> file) {
  if (!file) return refused("FileType is none that this phone knows here");
  if (request.url.empty()) return refused("URL is empty");
  return Transfer{.request = {.kind = kind,
                              .file = *file,
                              .url = request.url,
                              .username = request.username,
                              .password = request.password},
                  .command_key = request.command_key,
                  .file_type = request.file_type};
}

void add_size_and_name(Transfer& transfer, const auto& request) {
  transfer.request.file_size = request.file_size;
  transfer.request.target_file_name = request.target_file_name;
}

DueTime after(unsigned seconds, WallTime now) {
  return {.since = moment_of(now), .delay = std::chrono::seconds{seconds}};
}

bool keeps(std::string_view mode, FileKind file) {
  return mode == at_any_time || mode == immediately ||
         (mode == when_idle && file == FileKind::configuration);
}

// Empty where nothing is wrong with them.
std::string problem_with(const std::vector<TimeWindowStruct>& windows, FileKind file) {
  unsigned earliest = 0;
  for (const auto& window : windows) {
    if (window.start < earliest) return "the time windows overlap, or are not in their order";
    if (window.end <= window.start) return "WindowEnd is not behind WindowStart";
    if (!keeps(window.mode, file)) return "WindowMode is none that this phone can keep to";
    if (window.max_retries < -1) return "MaxRetries is below -1";
    earliest = window.end;
  }
  return {};
}

}  // namespace

tl::expected<Transfer, Fault> transfer_of(const Download& request, WallTime now) {
  auto transfer = transfer_of(request, TransferKind::download, downloaded_kind(request.file_type));
  if (!transfer) return transfer;
  add_size_and_name(*transfer, request);
  transfer->windows.push_back({.start = after(request.delay_seconds, now)});
  return transfer;
}

tl::expected<Transfer, Fault> transfer_of(const Upload& request, WallTime now) {
  auto transfer = transfer_of(request, TransferKind::upload, uploaded_kind(request.file_type));
  if (!transfer) return transfer;
  transfer->windows.push_back({.start = after(request.delay_seconds, now)});
  return transfer;
}

tl::expected<Transfer, Fault> transfer_of(const ScheduleDownload& request, WallTime now) {
  auto transfer =
      transfer_of(request, TransferKind::scheduled_download, downloaded_kind(request.file_type));
  if (!transfer) return transfer;
  if (auto problem = problem_with(request.windows, transfer->request.file); !problem.empty())
    return refused(std::move(problem));
  add_size_and_name(*transfer, request);
  for (const auto& window : request.windows) {
    transfer->windows.push_back(
        {.start = after(window.start, now),
         .end = after(window.end, now),
         .tries = static_cast<std::uint32_t>(std::max(window.max_retries, 0)) + 1});
  }
  return transfer;
}

}  // namespace lineman::cwmp
