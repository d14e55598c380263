// An INVITE of ours as it was sent, and all that is needed to deal with its answers.
#pragma once

#include <memory>

#include "datamodel/counters.hpp"
#include "sipcore/message/digest.hpp"
#include "sipcore/message/message_text.hpp"
#include "sipcore/network/transport.hpp"
#include "sipcore/transaction/give_up_time.hpp"

namespace lineman::sipcore {

struct SentInvite {
  std::shared_ptr<Link> link{};
  RequestForm form{};
  SipTimers timers{};
  datamodel::ServerCounters* counters = nullptr;  // outlive it
  Credentials credentials{};
};

}  // namespace lineman::sipcore
