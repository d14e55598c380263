#include "sipcore/protocol/call_json.hpp"

#include <array>

#include "sipcore/protocol/call_requests.hpp"
#include "sipcore/protocol/json_lists.hpp"
#include "sipcore/protocol/member_reader.hpp"
#include "sipcore/protocol/network_text.hpp"

namespace lineman::sipcore {
namespace {

namespace json = boost::json;

constexpr std::array call_states = {CallState::dialing, CallState::ringing, CallState::established,
                                    CallState::ending};

constexpr std::array subscription_states = {SubscriptionState::pending, SubscriptionState::active,
                                            SubscriptionState::ended};

json::object object_of(const CallInfo& call, TimeSpelling time) {
  return {{"call", call.call},
          {"account", call.account},
          {"outgoing", call.outgoing},
          {"peer", network_text(call.peer, maximum_uri)},
          {"state", to_string(call.state)},
          {"target", call.target},
          {"since", time(call.since)}};
}

json::object object_of(const SubscriptionInfo& subscription, TimeSpelling time) {
  return {{"subscription", subscription.subscription},
          {"account", subscription.account},
          {"event", subscription.event},
          {"uri", subscription.uri},
          {"state", to_string(subscription.state)},
          {"target", subscription.target},
          {"expires_at", time(subscription.expires_at)},
          {"last_body", network_text(subscription.last_body, maximum_last_body)}};
}

template <typename T>
json::array objects_of(const std::vector<T>& list, TimeSpelling time) {
  json::array array;
  for (const auto& each : list) array.emplace_back(object_of(each, time));
  return array;
}

Parsed<CallInfo> call_from_json(const json::object& object) {
  MemberReader reader{object};
  CallInfo call{.call = reader.number<unsigned>("call"),
                .account = reader.number<unsigned>("account"),
                .outgoing = reader.flag("outgoing"),
                .peer = reader.text("peer"),
                .state = word_of(reader, "state", call_states),
                .target = reader.text("target"),
                .since = reader.number<std::int64_t>("since")};
  return result_of(reader, std::move(call));
}

Parsed<SubscriptionInfo> subscription_from_json(const json::object& object) {
  MemberReader reader{object};
  SubscriptionInfo subscription{.subscription = reader.number<unsigned>("subscription"),
                                .account = reader.number<unsigned>("account"),
                                .event = reader.text("event"),
                                .uri = reader.text("uri"),
                                .state = word_of(reader, "state", subscription_states),
                                .target = reader.text("target"),
                                .expires_at = reader.number<std::int64_t>("expires_at"),
                                .last_body = reader.text("last_body")};
  return result_of(reader, std::move(subscription));
}

}  // namespace

json::value in_seconds(std::int64_t seconds) {
  return seconds;
}

json::object to_json(const Dial& dial) {
  return {{"account", dial.account}, {"uri", dial.uri}};
}

json::object to_json(const Subscribe& subscribe) {
  return {{"account", subscribe.account}, {"event", subscribe.event}, {"uri", subscribe.uri}};
}

json::object calls_to_json(const std::vector<CallInfo>& calls, TimeSpelling time) {
  return {{"calls", objects_of(calls, time)}};
}

json::object subscriptions_to_json(const std::vector<SubscriptionInfo>& subscriptions,
                                   TimeSpelling time) {
  return {{"subscriptions", objects_of(subscriptions, time)}};
}

Parsed<Dial> dial_from_json(const json::object& object) {
  MemberReader reader{object};
  Dial dial{.account = reader.number<unsigned>("account"), .uri = reader.text("uri")};
  return result_of(reader, std::move(dial));
}

Parsed<Subscribe> subscribe_from_json(const json::object& object) {
  MemberReader reader{object};
  Subscribe subscribe{.account = reader.number<unsigned>("account"),
                      .event = reader.text("event"),
                      .uri = reader.text("uri")};
  return result_of(reader, std::move(subscribe));
}

Parsed<std::vector<CallInfo>> calls_from_json(const json::object& object) {
  MemberReader reader{object};
  auto calls = each_of(reader, "calls", call_from_json);
  return result_of(reader, std::move(calls));
}

Parsed<std::vector<SubscriptionInfo>> subscriptions_from_json(const json::object& object) {
  MemberReader reader{object};
  auto subscriptions = each_of(reader, "subscriptions", subscription_from_json);
  return result_of(reader, std::move(subscriptions));
}

Parsed<unsigned> number_from_json(const json::object& object, std::string_view member) {
  MemberReader reader{object};
  const auto number = reader.number<unsigned>(member);
  return result_of(reader, number);
}

}  // namespace lineman::sipcore
