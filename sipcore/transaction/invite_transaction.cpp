#include "sipcore/transaction/invite_transaction.hpp"

#include <utility>

namespace lineman::sipcore {

InviteTransaction::InviteTransaction(Clock& clock, OutgoingRequest request,
                                     const Patience& patience, datamodel::ServerCounters& counters,
                                     TrafficMeter& meter, TransactionCallbacks callbacks)
    : OutgoingTransaction(clock, std::move(request), patience, counters, meter,
                          std::move(callbacks)) {}

Duration InviteTransaction::give_up_time() const {
  return invite_give_up_time(patience());
}

std::optional<Duration> InviteTransaction::next_resend() const {
  if (!patience().last && sent() > patience().resends) return std::nullopt;
  return invite_resend_interval(patience().timers, sent() - 1);
}

void InviteTransaction::provisional_received() {
  if (std::exchange(proceeding_, true)) return;
  stop_resends();
  stop_waiting();
}

}  // namespace lineman::sipcore
