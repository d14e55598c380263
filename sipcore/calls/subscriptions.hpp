// All subscriptions of the phone.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "sipcore/calls/lines.hpp"
#include "sipcore/calls/subscription.hpp"

namespace lineman::sipcore {

inline constexpr unsigned most_subscriptions_of_an_account = 8;
// Of the phone: all of them with their bodies stay below the longest message of the control socket.
inline constexpr unsigned most_subscriptions = 64;

// Pure.
class Subscriptions {
 public:
  // Each change of a subscription: "active", "ended: 489 Bad Event".
  using Told = std::function<void(const SubscriptionInfo& subscription, const std::string& what)>;

  // They outlive it.
  Subscriptions(CallContext& context, Lines& lines, Told told);

  // Its number. `uri` empty: the account itself. Errors: not_possible, the sentence says why.
  tl::expected<unsigned, Error> begin(unsigned account, const std::string& event,
                                      const std::string& uri);
  // Errors: no_call.
  tl::expected<void, Error> end(unsigned subscription);
  std::vector<SubscriptionInfo> list() const;  // by number

  // Renews those of the account that stand at another address than its first hop.
  void move(unsigned account);
  // Ends all of the account.
  void leave(unsigned account);
  // Our addresses may be other ones: those that told another one tell the new one.
  void network_changed();
  // A NOTIFY; false: of no subscription, and not answered.
  bool received(const Inbound& inbound);

  // All end without a word.
  void clear();

 private:
  std::string reason_against(unsigned account, const std::string& event) const;
  Subscription::News news();
  void ended(const SubscriptionInfo& info, const std::string& why);

  CallContext& context_;
  Lines& lines_;
  Told told_;
  unsigned last_number_ = 0;
  std::map<unsigned, std::unique_ptr<Subscription>> subscriptions_{};
  std::vector<std::unique_ptr<Subscription>> over_{};  // until the loop turns
  std::unique_ptr<Timer> sweep_{};
};

}  // namespace lineman::sipcore
