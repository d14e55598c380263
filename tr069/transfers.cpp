#include "tr069/transfers.hpp"

#include <algorithm>

#include "daemon/log.hpp"
#include "tr069/model/wire_value.hpp"
#include "tr069/session/transfer_events.hpp"

namespace lineman::cwmp {
namespace {

std::string wire_time(WallTime time) {
  return time_to_wire(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
}

TransferComplete complete_of(const Transfer& transfer) {
  const auto& outcome = transfer.outcome;
  return {.command_key = transfer.command_key,
          .fault = outcome.fault,
          .sentence = outcome.fault ? outcome.sentence : "",
          .start_time = wire_time(outcome.begun),
          .complete_time = wire_time(outcome.ended)};
}

std::ptrdiff_t ended_ones(const TransferQueue& queue) {
  return std::count_if(
      queue.transfers().begin(), queue.transfers().end(),
      [](const Transfer& transfer) { return transfer.state == Transfer::State::ended; });
}

TransferOutcome failed(FaultCode code, std::string sentence, WallTime now) {
  return {.fault = code, .sentence = std::move(sentence), .begun = now, .ended = now};
}

// Neither URL nor credentials: a URL may hold a token.
log::Field file_type_of(const Transfer& transfer) {
  return {"LINEMAN_FILE_TYPE", transfer.file_type};
}
log::Field command_key_of(const Transfer& transfer) {
  return {"LINEMAN_COMMAND_KEY", transfer.command_key};
}

void log_end(const Transfer& transfer) {
  const auto& outcome = transfer.outcome;
  if (!outcome.fault) {
    return log::info(log::Event::transfer_ended, "a transfer has ended well",
                     {file_type_of(transfer), command_key_of(transfer)});
  }
  log::warning(log::Event::transfer_failed, "a transfer has failed",
               {file_type_of(transfer),
                command_key_of(transfer),
                {"LINEMAN_FAULT", std::to_string(static_cast<unsigned>(*outcome.fault))},
                {"LINEMAN_REASON", outcome.sentence}});
}

}  // namespace

Transfers::Transfers(Clock& clock, StateKeeper& keeper, FileMover* mover, Hooks hooks)
    : clock_{clock}, keeper_{keeper}, mover_{mover}, hooks_{std::move(hooks)} {}

void Transfers::begin() {
  if (!moving_) {
    queue().restarted(clock_.wall(), [this](const Transfer& transfer) {
      return mover_ != nullptr && mover_->stands(transfer.request, transfer.generation);
    });
  }
  tell_of_transfers(keeper_.state());
}

void Transfers::go_on() {
  look();
  if (!moving_ && hooks_.may_begin()) {
    const auto* const next = queue().due(clock_.wall());
    if (next != nullptr) start(*next);
  }
  arm();
}

// What the clock alone has changed.
void Transfers::look() {
  const auto before = ended_ones(queue());
  queue().look(clock_.wall());
  const bool has_ended = ended_ones(queue()) != before;
  tell_of_transfers(keeper_.state());
  keeper_.save();
  if (has_ended) hooks_.ended();
}

void Transfers::start(const Transfer& transfer) {
  moving_ = transfer.number;
  queue().begun(transfer.number, clock_.wall(), mover_ == nullptr ? 0 : mover_->generation());
  keeper_.save([this, number = *moving_, alive = std::weak_ptr(alive_)](bool durable) {
    if (alive.expired()) return;
    if (durable) return move(number);
    ended(number,
          failed(FaultCode::internal_error, "the transfer could not be stored", clock_.wall()));
  });
}

void Transfers::move(std::uint64_t number) {
  const auto* const transfer = queue().find(number);
  if (transfer == nullptr || mover_ == nullptr) {
    return ended(number,
                 failed(FaultCode::request_denied, "this phone moves no files", clock_.wall()));
  }
  log::info(log::Event::transfer_begins, "a transfer begins",
            {file_type_of(*transfer), command_key_of(*transfer)});
  mover_->begin(transfer->request,
                [this, number, alive = std::weak_ptr(alive_)](const TransferOutcome& outcome) {
                  if (!alive.expired()) ended(number, outcome);
                });
}

// Of one that BOOTSTRAP has taken out of the queue nobody wants to hear.
void Transfers::ended(std::uint64_t number, const TransferOutcome& outcome) {
  moving_.reset();
  queue().ended(number, outcome, clock_.wall());
  const auto* const transfer = queue().find(number);
  if (transfer != nullptr) log_end(*transfer);
  const bool is_over = transfer != nullptr && transfer->state == Transfer::State::ended;
  tell_of_transfers(keeper_.state());
  settling_ = number;
  // The ACS hears of it when a restart takes nothing back: firmware that is installed restarts the
  // phone.
  keeper_.save([this, number, is_over, alive = std::weak_ptr(alive_)](bool /*durable*/) {
    if (alive.expired()) return;
    if (settling_ == number) settling_.reset();
    if (is_over) hooks_.ended();
  });
  go_on();
}

void Transfers::arm() {
  timer_.reset();
  const auto wait = queue().wait(clock_.wall());
  if (wait) timer_ = clock_.after(*wait, [this] { go_on(); });
}

void Transfers::tell() {
  told_.clear();
  for (const auto& transfer : queue().transfers()) {
    const bool is_settled = settling_ != transfer.number;
    if (transfer.state == Transfer::State::ended && is_settled) told_.push_back(transfer.number);
  }
}

const Transfer* Transfers::first_told() const {
  for (const auto number : told_)
    if (const auto* const transfer = queue().find(number)) return transfer;
  return nullptr;
}

std::optional<OwnRequest> Transfers::next_request() const {
  const auto* const transfer = first_told();
  if (transfer == nullptr) return std::nullopt;
  return complete_of(*transfer);
}

void Transfers::answered() {
  if (const auto* const transfer = first_told()) queue().remove(transfer->number);
  tell_of_transfers(keeper_.state());
  keeper_.save();
}

}  // namespace lineman::cwmp
