// What a call or a subscription sees of its account: where its requests go, in which order, and
// what has to be done before they may.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "datamodel/counters.hpp"
#include "sipcore/message/digest.hpp"
#include "sipcore/message/request_text.hpp"
#include "sipcore/network/transport.hpp"
#include "sipcore/registration/cause.hpp"
#include "sipcore/transaction/give_up_time.hpp"

namespace lineman::sipcore {

// One target that a request may be sent to.
struct Hop {
  unsigned server = 1;           // of the account, or its outbound proxy
  std::shared_ptr<Link> link{};  // null: no socket towards it, which is a failure of kind send
  Target target{};
  Identity identity{};  // for From and Contact; its domain is that of the server
  std::string route{};  // URI of the outbound proxy for a Route header field; empty: none
  SipTimers timers{};
  unsigned retry_counts = 3;                      // resends of a request other than INVITE
  unsigned invite_retry_counts = 3;               // resends of an INVITE where another hop follows
  datamodel::ServerCounters* counters = nullptr;  // outlive the router's use
};

// Pure, implemented by the account, which outlives its calls and subscriptions.
class RequestRouter {
 public:
  // Something under way; destroying it drops the answer.
  class Ticket {
   public:
    virtual ~Ticket() = default;
  };

  virtual ~RequestRouter() = default;

  // Where a new request goes, in order: by failback_mode, only_signal_with_registered, which server
  // has control, and what Retry-After asked for. Empty: nowhere at present.
  virtual std::vector<Hop> hops() = 0;

  // Makes a hop fit to be sent to: a REGISTER first where register_on_enable asks for it and the
  // account is not registered there. Answers from the loop, once; false: this hop has failed.
  virtual std::unique_ptr<Ticket> make_ready(const Hop& hop, std::function<void(bool)> ready) = 0;

  // What a request found out about its target.
  virtual void answered(const Hop& hop, unsigned status) = 0;
  virtual void failed(const Hop& hop, const AttemptFailure& failure) = 0;

  virtual Credentials credentials() const = 0;
  virtual datamodel::AccountCounters& account_counters() = 0;
};

}  // namespace lineman::sipcore
