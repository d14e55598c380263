// A subscription of ours: made at the first hop that accepts it, renewed until it is ended (RFC
// 6665).
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sipcore/calls/call_context.hpp"
#include "sipcore/calls/challenged_request.hpp"
#include "sipcore/calls/dialog.hpp"
#include "sipcore/calls/hop_walk.hpp"
#include "sipcore/protocol/messages.hpp"

namespace lineman::sipcore {

inline constexpr std::chrono::seconds asked_subscription{3600};
// Until it is tried again where no hop took it, or the other side said nothing better.
inline constexpr std::chrono::seconds subscription_retry{30};
// Retry-After is honoured up to this.
inline constexpr std::chrono::seconds longest_subscription_wait{300};
// Between the begin of two tries, and from a grant to its renewal, at least.
inline constexpr std::chrono::seconds shortest_subscription_wait{1};
inline constexpr std::size_t longest_kept_body = 1024;

// Pure.
class Subscription {
 public:
  struct News {
    std::function<void(const SubscriptionInfo&)> changed;
    // Once, with why in a few words where it was not asked for; the owner drops it later, from the
    // loop.
    std::function<void(const SubscriptionInfo&, const std::string& why)> ended;
  };

  // `router` outlives it. `uri`: what is watched, good for dialled_uri(); empty: the account
  // itself.
  Subscription(CallContext& context, RequestRouter& router, SubscriptionInfo info, std::string uri,
               News news);

  // Sends from the loop; where there is nowhere to send to it tries again later.
  void begin() { start(); }
  // Tells the server, and is over when that has said its last word.
  void end();
  // Renews it at the first hop of the present order, if that is at another address.
  void move();
  // Tells the server our address where that is another one than the server knows.
  void network_changed();

  // Whether the NOTIFY is of this subscription; then it is answered.
  bool has(const Request& notify) const;
  void notified(const Inbound& inbound);

  const SubscriptionInfo& info() const { return info_; }

 private:
  void start(const std::optional<Target>& except = std::nullopt);
  void send();
  RequestForm form(const std::shared_ptr<Link>& link);
  Patience patience();
  void answered(const TransactionEnd& how);
  void answered(const Response& response);
  void accepted(const Response& response);
  void refused(const Response& response);
  void failed(const AttemptFailure& failure);
  void left();
  void await_first_notify();
  void renew_after(std::chrono::seconds lease);
  void retry_after(std::optional<std::uint32_t> wait);
  void start_at(TimePoint when);
  std::optional<unsigned> problem_with(const Request& notify);
  void follow(const SubscriptionStateField& field);
  void terminated(const SubscriptionStateField& field);
  void enter(SubscriptionState state);
  void finish(const std::string& why);

  CallContext& context_;
  RequestRouter& router_;
  SubscriptionInfo info_;
  std::string uri_;
  News news_;
  HopWalk walk_;
  Authenticator authenticator_;
  std::string call_id_{};
  std::string from_tag_{};
  std::uint32_t cseq_ = 0;
  std::uint32_t asked_;  // seconds
  bool told_too_brief_ = false;
  bool ending_ = false;
  bool over_ = false;
  bool notified_ = false;  // in this dialog
  TimePoint started_{};
  std::optional<Target> accepted_at_{};
  RequestForm sent_{};
  std::shared_ptr<Link> link_{};  // that it went by
  std::optional<Dialog> dialog_{};
  std::unique_ptr<ChallengedRequest> request_{};
  std::unique_ptr<Timer> silence_{};  // timer N
  std::unique_ptr<Timer> timer_{};  // the renewal, the next try, or the end of the wait for NOTIFY
};

// Whether a phone can subscribe to it: "message-summary" (RFC 3842), "dialog" (RFC 4235).
bool is_watchable(std::string_view event);

}  // namespace lineman::sipcore
