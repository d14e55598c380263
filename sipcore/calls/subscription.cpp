#include "sipcore/calls/subscription.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sipcore/calls/outside_request.hpp"
#include "sipcore/message/token.hpp"
#include "sipcore/registration/lease.hpp"
#include "sipcore/registration/target_book.hpp"

namespace lineman::sipcore {

using std::chrono::seconds;

namespace {

struct Package {
  std::string_view event;
  std::string_view body;
};
constexpr std::array packages = {Package{"message-summary", "application/simple-message-summary"},
                                 Package{"dialog", "application/dialog-info+xml"}};

std::string accept_of(std::string_view event) {
  const auto found = std::ranges::find(packages, event, &Package::event);
  return "Accept: " + std::string(found->body) + "\r\n";
}

// What no later try will change.
bool is_final(unsigned status) {
  static constexpr std::array passing = {408U, 423U, 480U, 481U, 486U, 491U};
  const bool is_client_error = status >= 300 && status < 500;
  return (is_client_error && std::ranges::find(passing, status) == passing.end()) || status >= 600;
}

}  // namespace

bool is_watchable(std::string_view event) {
  return std::ranges::find(packages, event, &Package::event) != packages.end();
}

Subscription::Subscription(CallContext& context, RequestRouter& router, SubscriptionInfo info,
                           std::string uri, News news)
    : context_(context),
      router_(router),
      info_(std::move(info)),
      uri_(std::move(uri)),
      news_(std::move(news)),
      walk_(context.clock, router,
            {.ready = [this] { send(); }, .exhausted = [this] { retry_after({}); }}),
      authenticator_(router.credentials()),
      asked_(static_cast<std::uint32_t>(asked_subscription.count())) {}

// A dialog of its own each time: another target knows nothing of the old one.
void Subscription::start(const std::optional<Target>& except) {
  timer_.reset();
  silence_.reset();
  request_.reset();
  dialog_.reset();
  notified_ = false;
  started_ = context_.clock.now();
  call_id_ = random_token(16);
  from_tag_ = random_token(8);
  cseq_ = 0;
  told_too_brief_ = false;
  enter(SubscriptionState::pending);
  if (!walk_.begin(except)) retry_after({});
}

void Subscription::start_at(TimePoint when) {
  const auto earliest = started_ + shortest_subscription_wait;
  timer_ = context_.clock.at(std::max(when, earliest), [this] { start(); });
}

void Subscription::retry_after(std::optional<std::uint32_t> wait) {
  dialog_.reset();
  silence_.reset();
  info_.expires_at = 0;
  enter(SubscriptionState::pending);
  const auto chosen =
      wait ? std::min(seconds(*wait), longest_subscription_wait) : subscription_retry;
  start_at(context_.clock.now() + chosen);
}

// ---- SUBSCRIBE

RequestForm Subscription::form(const std::shared_ptr<Link>& link) {
  sent_ = dialog_ ? dialog_->next("SUBSCRIBE", link->local())
                  : outside_form(walk_.hop(), {.method = "SUBSCRIBE",
                                               .dialled = uri_,
                                               .from_tag = from_tag_,
                                               .call_id = call_id_,
                                               .cseq = ++cseq_});
  sent_.headers = contact_line(escaped_user(walk_.hop().identity.user), link->contact());
  sent_.headers += "Event: " + info_.event + "\r\n";
  sent_.headers += "Expires: " + std::to_string(ending_ ? 0 : asked_) + "\r\n";
  sent_.headers += accept_of(info_.event);
  return sent_;
}

Patience Subscription::patience() {
  const auto& hop = walk_.hop();
  const bool last = dialog_ ? router_.hops().size() < 2 : walk_.last();
  return {.timers = hop.timers, .resends = hop.retry_counts, .last = last || ending_};
}

void Subscription::send() {
  authenticator_.set(router_.credentials());
  link_ = dialog_ ? dialog_->link(context_.transport) : walk_.hop().link;
  request_ = std::make_unique<ChallengedRequest>(
      context_.transactions, &authenticator_,
      ChallengedRequestForm{.link = link_,
                            .patience = patience(),
                            .counters = walk_.hop().counters,
                            .make = [this, link = link_] { return form(link); }},
      [this](const TransactionEnd& how) { answered(how); });
}

void Subscription::answered(const TransactionEnd& how) {
  request_.reset();
  if (const auto* answer = std::get_if<Answered>(&how)) return answered(answer->response);
  const auto* error = std::get_if<TransportError>(&how);
  failed({.cause = error ? cause_of(error->kind) : Cause::timeout,
          .reason = error ? error->sentence : "no final response in time"});
}

void Subscription::answered(const Response& response) {
  if (response.status == 503) {
    AttemptFailure failure{.cause = Cause::unavailable, .code = 503, .reason = response.reason};
    if (response.retry_after) failure.retry_after = seconds(*response.retry_after);
    return failed(failure);
  }
  router_.answered(walk_.hop(), response.status);
  if (ending_) return response.status < 300 ? left() : finish("");
  if (response.status < 300) return accepted(response);
  refused(response);
}

void Subscription::refused(const Response& response) {
  const auto least = response.min_expires.value_or(0);
  if (response.status == 423 && least > asked_ && !std::exchange(told_too_brief_, true)) {
    asked_ = least;
    return send();
  }
  // The server knows nothing of it any more: a new one.
  if (response.status == 481 && dialog_) return start_at(context_.clock.now());
  const bool is_wrong_password = is_challenge(response);
  if (is_wrong_password || is_final(response.status))
    return finish(std::to_string(response.status) + " " +
                  (is_wrong_password ? authenticator_.why() : response.reason));
  retry_after(response.retry_after);
}

void Subscription::failed(const AttemptFailure& failure) {
  router_.failed(walk_.hop(), failure);
  if (ending_) return finish("");
  if (!dialog_) return walk_.next();
  start(walk_.hop().target);
}

void Subscription::accepted(const Response& response) {
  told_too_brief_ = false;
  const auto lease = seconds(std::min(response.expires.value_or(asked_), asked_));
  if (lease.count() == 0) return retry_after({});
  if (dialog_)
    dialog_->refresh_target(response);
  else
    dialog_.emplace(sent_, response, link_);
  const auto& target = walk_.hop().target;
  if (accepted_at_ && accepted_at_->address != target.address)
    ++router_.account_counters()[datamodel::AccountCounter::subscriptions_moved];
  accepted_at_ = target;
  info_.target = to_string(target);
  renew_after(lease);
  await_first_notify();
  if (response.status == 200) enter(SubscriptionState::active);
}

// Timer N (RFC 6665, 4.1.2.4): whoever accepts and then tells nothing has no subscription.
void Subscription::await_first_notify() {
  if (notified_ || silence_) return;
  silence_ = context_.clock.after(64 * walk_.hop().timers.t1, [this] {
    request_.reset();
    retry_after({});
  });
}

void Subscription::renew_after(seconds lease) {
  info_.expires_at = wall_seconds(context_.clock, context_.clock.now() + lease);
  const auto wait =
      std::max<Duration>(time_to_refresh(lease, seconds(-1)), shortest_subscription_wait);
  timer_ = context_.clock.after(wait, [this] { send(); });
}

void Subscription::end() {
  if (over_ || std::exchange(ending_, true)) return;
  timer_.reset();
  silence_.reset();
  walk_.stop();
  request_.reset();
  if (!dialog_) return finish("");
  send();
}

// The last NOTIFY is still to be answered.
void Subscription::left() {
  timer_ = context_.clock.after(64 * walk_.hop().timers.t1, [this] { finish(""); });
}

void Subscription::finish(const std::string& why) {
  if (std::exchange(over_, true)) return;
  timer_.reset();
  silence_.reset();
  walk_.stop();
  request_.reset();
  info_.state = SubscriptionState::ended;
  info_.expires_at = 0;
  news_.ended(info_, why);
}

void Subscription::enter(SubscriptionState state) {
  if (info_.state == state) return;
  info_.state = state;
  news_.changed(info_);
}

void Subscription::move() {
  if (over_ || ending_ || !accepted_at_) return;
  const auto hops = router_.hops();
  if (!hops.empty() && hops.front().target.address != accepted_at_->address) start();
}

void Subscription::network_changed() {
  const bool is_told = dialog_ || request_;
  if (over_ || ending_ || !is_told || link_->local() == sent_.local) return;
  if (!dialog_) return start();
  timer_.reset();
  send();
}

}  // namespace lineman::sipcore
