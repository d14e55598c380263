// What can be wrong with a call or subscription that is asked for, before anybody looks at the
// account's state. Agent and core judge by the same rules.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "sipcore/protocol/messages.hpp"

namespace lineman::sipcore {

// Octets of a URI or user. A SIP request with two of them still fits into a datagram of any size
// that a network takes.
inline constexpr std::size_t maximum_uri = 1024;

// Octets of SubscriptionInfo::last_body.
inline constexpr std::size_t maximum_last_body = 1024;

// The event packages that can be subscribed to: RFC 3842, RFC 4235.
inline constexpr std::array<std::string_view, 2> subscription_events = {"message-summary",
                                                                        "dialog"};

// One parameter of the request, and a sentence that says what would be right; it quotes no value.
struct WrongParameter {
  std::string_view parameter;
  std::string sentence;
};

// Nothing: the request may be looked at. `accounts`: of this model.
std::optional<WrongParameter> problem_with(const Dial& dial, unsigned accounts);
std::optional<WrongParameter> problem_with(const Subscribe& subscribe, unsigned accounts);

}  // namespace lineman::sipcore
