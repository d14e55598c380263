// An INVITE that waits for its final response: the client transaction of RFC 3261, 17.1.1, with the
// give-up time of invite_retry_counts. What comes after the final response is the table's
// (transactions.hpp) and the caller's business.
#pragma once

#include "sipcore/transaction/outgoing_transaction.hpp"

namespace lineman::sipcore {

// Pure, as OutgoingTransaction says. It ends with TimedOut only where the target was silent, or
// after end_at(): any provisional response, 100 included, takes the limit away, and whoever sent
// the INVITE has to watch timer C.
class InviteTransaction : public OutgoingTransaction {
 public:
  InviteTransaction(Clock& clock, OutgoingRequest request, const Patience& patience,
                    datamodel::ServerCounters& counters, TrafficMeter& meter,
                    TransactionCallbacks callbacks);

 private:
  Duration give_up_time() const override;
  std::optional<Duration> next_resend() const override;
  void provisional_received() override;

  bool proceeding_ = false;
};

}  // namespace lineman::sipcore
