#include "tr069/session/transfer_events.hpp"

#include <algorithm>

namespace lineman::cwmp {
namespace {

std::string_view event_of(TransferKind kind) {
  switch (kind) {
    case TransferKind::download:
      return event::download;
    case TransferKind::upload:
      return event::upload;
    case TransferKind::scheduled_download:
      return event::schedule_download;
  }
  return event::download;
}

std::vector<EventStruct> wanted_events(const TransferQueue& queue) {
  std::vector<EventStruct> wanted;
  for (const auto& transfer : queue.transfers()) {
    if (transfer.state != Transfer::State::ended) continue;
    wanted.push_back({std::string{event_of(transfer.request.kind)}, transfer.command_key});
  }
  if (!wanted.empty()) wanted.push_back({std::string{event::transfer_complete}, ""});
  return wanted;
}

bool contains(const std::vector<EventStruct>& events, const EventStruct& event) {
  return std::find(events.begin(), events.end(), event) != events.end();
}

}  // namespace

void tell_of_transfers(State& state) {
  const auto wanted = wanted_events(state.transfers);
  const auto present = state.events.events();
  for (const auto& event : present) {
    if (event::is_of_transfer(event.code) && !contains(wanted, event)) state.events.withdraw(event);
  }
  for (const auto& event : wanted)
    if (!contains(present, event)) state.events.add(event.code, event.command_key);
}

}  // namespace lineman::cwmp
