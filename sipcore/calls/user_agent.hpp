// The phone's part in SIP beyond registering: calls, subscriptions, and what is answered to
// everybody else.
#pragma once

#include "sipcore/calls/calls.hpp"
#include "sipcore/calls/late_answers.hpp"
#include "sipcore/calls/loose_requests.hpp"
#include "sipcore/calls/subscriptions.hpp"

namespace lineman::sipcore {

// Pure. What its functions promise beyond the comments here stands in calls.hpp and
// subscriptions.hpp.
class UserAgent {
 public:
  struct Hooks {
    // Of kind "call" and "subscription": detail is the number and the new state ("3 established",
    // "3 ended: 486 Busy Here"). `sequence` is 0.
    std::function<void(const Event&)> event;
    // How many calls an account has now; 0: it is idle.
    std::function<void(unsigned account, unsigned calls)> calls_changed;
  };

  // All references outlive it; `timers` may change.
  UserAgent(Clock& clock, Transport& transport, Transactions& transactions, const SipTimers& timers,
            Lines& lines, Hooks hooks);

  // A request from outside: always answered, unless it is an ACK or came before.
  void received(const Target& from, const Request& request);
  // A response that no transaction takes; false: it is nobody's, and to be counted as discarded.
  bool received(const Target& from, const Response& response);

  tl::expected<unsigned, Error> dial(unsigned account, const std::string& uri);
  tl::expected<void, Error> hang_up(unsigned call);
  std::vector<CallInfo> calls() const;

  tl::expected<unsigned, Error> subscribe(unsigned account, const std::string& event,
                                          const std::string& uri);
  tl::expected<void, Error> unsubscribe(unsigned subscription);
  std::vector<SubscriptionInfo> subscriptions() const;
  void move(unsigned account);   // its subscriptions, to its first hop
  void leave(unsigned account);  // ends its subscriptions: it is out of service

  // How many INVITEs wait for our final answer.
  std::size_t waiting() const { return incoming_.waiting(); }

  // Our addresses may be other ones: calls that told another one end, subscriptions tell the new
  // one.
  void network_changed();

  // Ends without a word; what is under way is abandoned.
  void stop();

 private:
  void tell(std::string_view kind, unsigned account, unsigned number, const std::string& what);
  void fresh(const Inbound& inbound);
  void outside(const Inbound& inbound);
  void within(const Inbound& inbound);
  void refuse(const Inbound& inbound, unsigned status, const std::string& headers = {});
  bool refused_for_its_head(const Inbound& inbound);
  void count(const Inbound& inbound);

  Clock& clock_;
  Lines& lines_;
  Hooks hooks_;
  TrafficMeter& meter_;
  Incoming incoming_;
  LooseRequests loose_;
  LateAnswers late_answers_;
  CallContext context_;
  Calls calls_;
  Subscriptions subscriptions_;
};

}  // namespace lineman::sipcore
