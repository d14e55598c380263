// What calls and subscriptions use of the phone.
#pragma once

#include "sipcore/network/transport.hpp"
#include "sipcore/transaction/incoming.hpp"
#include "sipcore/transaction/transactions.hpp"

namespace lineman::sipcore {

class LateAnswers;
class LooseRequests;

// All references outlive the calls and subscriptions.
struct CallContext {
  Clock& clock;
  Transport& transport;
  Transactions& transactions;
  Incoming& incoming;
  LooseRequests& loose;
  LateAnswers& late_answers;
};

}  // namespace lineman::sipcore
