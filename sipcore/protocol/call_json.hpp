// The messages about calls and subscriptions as JSON, both ways; what json.hpp says of readers
// holds here too.
#pragma once

#include "sipcore/protocol/json.hpp"

namespace lineman::sipcore {

boost::json::object to_json(const Dial& dial);
boost::json::object to_json(const Subscribe& subscribe);

// How a time is written: seconds in this protocol, text elsewhere.
using TimeSpelling = boost::json::value (*)(std::int64_t seconds);
boost::json::value in_seconds(std::int64_t seconds);

// The replies of Calls and Subscriptions.
boost::json::object calls_to_json(const std::vector<CallInfo>& calls,
                                  TimeSpelling time = in_seconds);
boost::json::object subscriptions_to_json(const std::vector<SubscriptionInfo>& subscriptions,
                                          TimeSpelling time = in_seconds);

Parsed<Dial> dial_from_json(const boost::json::object& object);
Parsed<Subscribe> subscribe_from_json(const boost::json::object& object);
Parsed<std::vector<CallInfo>> calls_from_json(const boost::json::object& object);
Parsed<std::vector<SubscriptionInfo>> subscriptions_from_json(const boost::json::object& object);

// The one number that Hangup and Unsubscribe take, and that Dial and Subscribe answer.
inline constexpr std::string_view call_member = "call";
inline constexpr std::string_view subscription_member = "subscription";
Parsed<unsigned> number_from_json(const boost::json::object& object, std::string_view member);

}  // namespace lineman::sipcore
