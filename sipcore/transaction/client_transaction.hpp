// A request other than INVITE that waits for its final response: the client transaction of RFC
// 3261, 17.1.2, with the give-up time of retry_counts.
#pragma once

#include "sipcore/transaction/outgoing_transaction.hpp"

namespace lineman::sipcore {

// Pure, as OutgoingTransaction says.
class ClientTransaction : public OutgoingTransaction {
 public:
  ClientTransaction(Clock& clock, OutgoingRequest request, const Patience& patience,
                    datamodel::ServerCounters& counters, TrafficMeter& meter,
                    TransactionCallbacks callbacks);

 private:
  Duration give_up_time() const override;
  std::optional<Duration> next_resend() const override;
  void provisional_received() override { proceeding_ = true; }

  bool proceeding_ = false;  // from the next resend on, every T2
};

}  // namespace lineman::sipcore
