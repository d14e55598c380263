#include "tr069/transfers/transfer_queue.hpp"

#include <algorithm>

namespace lineman::cwmp {
namespace {

bool is_over(const TransferWindow& window, WallTime wall) {
  return window.tries == 0 || (window.end && window.end->has_come(wall));
}

bool is_upload(const Transfer& transfer) {
  return transfer.request.kind == TransferKind::upload;
}

// What TransferComplete cannot say is said as the general failure (cwmp-1-2.xsd,
// TransferCompleteCPEFaultCodeType).
FaultCode sayable(FaultCode code, bool upload) {
  const auto number = static_cast<unsigned>(code);
  const bool is_transfer_fault = number >= 9010 && number <= 9020 && number != 9013;
  if (is_transfer_fault || code == FaultCode::request_denied || code == FaultCode::internal_error)
    return code;
  return upload ? FaultCode::upload_failure : FaultCode::download_failure;
}

// Of a transfer that waits: its windows as of now, and its end where none is left.
void look_at(Transfer& transfer, WallTime wall) {
  for (auto& window : transfer.windows) {
    window.start.look(wall);
    if (window.end) window.end->look(wall);
  }
  std::erase_if(transfer.windows,
                [&](const TransferWindow& window) { return is_over(window, wall); });
  if (!transfer.windows.empty()) return;
  transfer.state = Transfer::State::ended;
  if (transfer.outcome.fault) return;
  transfer.outcome = {.fault = FaultCode::outside_time_windows,
                      .sentence = "no time window was open when the phone could have begun"};
}

std::chrono::milliseconds wait_of(const Transfer& transfer, WallTime wall) {
  const auto& window = transfer.windows.front();
  const auto start = window.start.remaining(wall);
  if (start > std::chrono::milliseconds{0} || !window.end) return start;
  return window.end->remaining(wall);
}

}  // namespace

const Transfer* TransferQueue::find(std::uint64_t number) const {
  const auto found = std::find_if(transfers_.begin(), transfers_.end(),
                                  [&](const Transfer& one) { return one.number == number; });
  return found == transfers_.end() ? nullptr : &*found;
}

Transfer* TransferQueue::at(std::uint64_t number) {
  const auto found = std::find_if(transfers_.begin(), transfers_.end(),
                                  [&](const Transfer& one) { return one.number == number; });
  return found == transfers_.end() ? nullptr : &*found;
}

std::optional<std::uint64_t> TransferQueue::add(Transfer transfer) {
  if (transfers_.size() >= maximum_transfers) return std::nullopt;
  transfer.number = ++last_number_;
  transfers_.push_back(std::move(transfer));
  return last_number_;
}

void TransferQueue::put_back(Transfer transfer) {
  if (transfers_.size() >= maximum_transfers || find(transfer.number) != nullptr) return;
  last_number_ = std::max(last_number_, transfer.number);
  const auto behind = std::find_if(transfers_.begin(), transfers_.end(), [&](const Transfer& one) {
    return one.number > transfer.number;
  });
  transfers_.insert(behind, std::move(transfer));
}

tl::expected<std::vector<Transfer>, Fault> TransferQueue::cancel(std::string_view command_key) {
  std::vector<Transfer> cancelled;
  for (const auto& transfer : transfers_) {
    if (transfer.command_key != command_key) continue;
    if (transfer.state != Transfer::State::waiting) {
      return tl::unexpected(Fault{.code = FaultCode::cancel_not_permitted,
                                  .sentence = "the transfer has begun already"});
    }
    cancelled.push_back(transfer);
  }
  for (const auto& transfer : cancelled) remove(transfer.number);
  return cancelled;
}

void TransferQueue::remove(std::uint64_t number) {
  std::erase_if(transfers_, [&](const Transfer& one) { return one.number == number; });
}

void TransferQueue::look(WallTime wall) {
  for (auto& transfer : transfers_)
    if (transfer.state == Transfer::State::waiting) look_at(transfer, wall);
}

const Transfer* TransferQueue::due(WallTime wall) const {
  const Transfer* first = nullptr;
  for (const auto& transfer : transfers_) {
    if (transfer.state == Transfer::State::begun) return nullptr;
    const bool is_open = transfer.state == Transfer::State::waiting &&
                         !is_over(transfer.windows.front(), wall) &&
                         transfer.windows.front().start.has_come(wall);
    if (is_open && first == nullptr) first = &transfer;
  }
  return first;
}

std::optional<std::chrono::milliseconds> TransferQueue::wait(WallTime wall) const {
  std::optional<std::chrono::milliseconds> shortest;
  for (const auto& transfer : transfers_) {
    if (transfer.state != Transfer::State::waiting) continue;
    const auto wait = wait_of(transfer, wall);
    // What is due and has no end waits for its turn, not for a time.
    if (wait == std::chrono::milliseconds{0}) continue;
    shortest = std::min(shortest.value_or(wait), wait);
  }
  return shortest;
}

void TransferQueue::begun(std::uint64_t number, WallTime wall, std::uint64_t generation) {
  auto* const transfer = at(number);
  if (transfer == nullptr || transfer->state != Transfer::State::waiting) return;
  transfer->state = Transfer::State::begun;
  transfer->windows.front().tries -= 1;
  transfer->generation = generation;
  transfer->outcome = {.begun = moment_of(wall)};
}

void TransferQueue::ended(std::uint64_t number, TransferOutcome outcome, WallTime wall) {
  auto* const transfer = at(number);
  if (transfer == nullptr || transfer->state != Transfer::State::begun) return;
  if (outcome.fault) outcome.fault = sayable(*outcome.fault, is_upload(*transfer));
  outcome.begun = moment_of(outcome.begun);
  outcome.ended = moment_of(outcome.ended);
  transfer->outcome = std::move(outcome);
  transfer->state = Transfer::State::ended;
  if (!transfer->outcome.fault) return;
  transfer->state = Transfer::State::waiting;
  auto& window = transfer->windows.front();
  if (window.tries > 0) window.start = {.since = moment_of(wall), .delay = retry_pause};
  look_at(*transfer, wall);
}

void TransferQueue::restarted(WallTime wall, const std::function<bool(const Transfer&)>& stands) {
  for (const auto& transfer : std::vector(transfers_)) {
    if (transfer.state != Transfer::State::begun) continue;
    TransferOutcome outcome{.begun = transfer.outcome.begun, .ended = wall};
    if (!stands(transfer)) {
      outcome.fault = is_upload(transfer) ? FaultCode::upload_failure : FaultCode::download_failure;
      outcome.sentence = "the agent was restarted during the transfer";
    }
    ended(transfer.number, std::move(outcome), wall);
  }
}

std::vector<AllQueuedTransferStruct> TransferQueue::listed() const {
  std::vector<AllQueuedTransferStruct> list;
  for (const auto& transfer : transfers_) {
    list.push_back({.command_key = transfer.command_key,
                    .state = static_cast<unsigned>(transfer.state) + 1,
                    .is_download = !is_upload(transfer),
                    .file_type = transfer.file_type,
                    .file_size = static_cast<unsigned>(transfer.request.file_size),
                    .target_file_name = transfer.request.target_file_name});
  }
  return list;
}

}  // namespace lineman::cwmp
