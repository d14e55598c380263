#include "sipcore/calls/subscriptions.hpp"

#include <algorithm>
#include <utility>

#include "sipcore/message/sip_uri.hpp"

namespace lineman::sipcore {

namespace {

tl::unexpected<Error> not_possible(std::string sentence) {
  return tl::unexpected(Error{.code = ErrorCode::not_possible, .sentence = std::move(sentence)});
}

}  // namespace

Subscriptions::Subscriptions(CallContext& context, Lines& lines, Told told)
    : context_(context), lines_(lines), told_(std::move(told)) {}

// Why there cannot be another one; empty where there can.
std::string Subscriptions::reason_against(unsigned account, const std::string& event) const {
  if (!is_watchable(event)) return "the event is neither message-summary nor dialog";
  if (subscriptions_.size() == most_subscriptions)
    return "the phone has " + std::to_string(most_subscriptions) +
           " subscriptions, which is the most";
  const auto number = std::ranges::count_if(
      subscriptions_, [&](const auto& entry) { return entry.second->info().account == account; });
  if (number < most_subscriptions_of_an_account) return {};
  return "account " + std::to_string(account) + " has " +
         std::to_string(most_subscriptions_of_an_account) + " subscriptions, which is the most";
}

tl::expected<unsigned, Error> Subscriptions::begin(unsigned account, const std::string& event,
                                                   const std::string& uri) {
  const auto name = "account " + std::to_string(account);
  auto* router = lines_.router(account);
  if (router == nullptr) return not_possible(name + " is not in service");
  if (auto reason = reason_against(account, event); !reason.empty()) return not_possible(reason);
  const auto hops = router->hops();
  if (hops.empty()) return not_possible(name + " has no server to send it to at present");
  const auto& identity = hops.front().identity;
  const auto watched = uri.empty()
                           ? tl::expected<std::string, std::string>(address_of_record(identity))
                           : dialled_uri(uri, identity.domain);
  if (!watched) return not_possible(watched.error());
  const SubscriptionInfo info{
      .subscription = ++last_number_, .account = account, .event = event, .uri = *watched};
  auto& subscription = *subscriptions_
                            .emplace(info.subscription, std::make_unique<Subscription>(
                                                            context_, *router, info, uri, news()))
                            .first->second;
  told_(info, std::string(to_string(info.state)));
  subscription.begin();
  return info.subscription;
}

tl::expected<void, Error> Subscriptions::end(unsigned subscription) {
  const auto found = subscriptions_.find(subscription);
  if (found == subscriptions_.end())
    return tl::unexpected(
        Error{.code = ErrorCode::no_call,
              .sentence = "there is no subscription " + std::to_string(subscription)});
  found->second->end();
  return {};
}

std::vector<SubscriptionInfo> Subscriptions::list() const {
  std::vector<SubscriptionInfo> all;
  for (const auto& [number, subscription] : subscriptions_) all.push_back(subscription->info());
  return all;
}

void Subscriptions::move(unsigned account) {
  for (const auto& [number, subscription] : subscriptions_) {
    if (subscription->info().account == account) subscription->move();
  }
}

void Subscriptions::leave(unsigned account) {
  std::vector<unsigned> numbers;  // the map changes
  for (const auto& [number, subscription] : subscriptions_) {
    if (subscription->info().account == account) numbers.push_back(number);
  }
  for (const auto number : numbers) static_cast<void>(end(number));
}

void Subscriptions::network_changed() {
  for (const auto& [number, subscription] : subscriptions_) subscription->network_changed();
}

bool Subscriptions::received(const Inbound& inbound) {
  const auto is_its = [&](const auto& entry) { return entry.second->has(inbound.request); };
  const auto found = std::ranges::find_if(subscriptions_, is_its);
  if (found == subscriptions_.end()) return false;
  found->second->notified(inbound);
  return true;
}

Subscription::News Subscriptions::news() {
  return {
      .changed =
          [this](const SubscriptionInfo& info) { told_(info, std::string(to_string(info.state))); },
      .ended = [this](const SubscriptionInfo& info, const std::string& why) { ended(info, why); }};
}

void Subscriptions::ended(const SubscriptionInfo& info, const std::string& why) {
  const auto found = subscriptions_.find(info.subscription);
  over_.push_back(std::move(found->second));
  subscriptions_.erase(found);
  sweep_ = context_.clock.after({}, [this] { over_.clear(); });
  told_(info, why.empty() ? "ended" : "ended: " + why);
}

void Subscriptions::clear() {
  subscriptions_.clear();
  over_.clear();
  sweep_.reset();
}

}  // namespace lineman::sipcore
