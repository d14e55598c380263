#include "sipcore/transaction/client_transaction.hpp"

#include <algorithm>
#include <utility>

namespace lineman::sipcore {

ClientTransaction::ClientTransaction(Clock& clock, OutgoingRequest request,
                                     const Patience& patience, datamodel::ServerCounters& counters,
                                     TrafficMeter& meter, TransactionCallbacks callbacks)
    : OutgoingTransaction(clock, std::move(request), patience, counters, meter,
                          std::move(callbacks)) {}

Duration ClientTransaction::give_up_time() const {
  return sipcore::give_up_time(patience());
}

std::optional<Duration> ClientTransaction::next_resend() const {
  if (!patience().last && sent() > patience().resends) return std::nullopt;
  const auto& timers = patience().timers;
  return proceeding_ ? std::max(timers.t1, timers.t2) : resend_interval(timers, sent() - 1);
}

}  // namespace lineman::sipcore
