#include "sipcore/protocol/call_requests.hpp"

#include <algorithm>

namespace lineman::sipcore {
namespace {

// What no URI holds unescaped (RFC 3261, 25.1), and what would end the header that it goes into.
bool may_stand_in_a_uri(char octet) {
  return octet > ' ' && octet <= '~' && octet != '<' && octet != '>' && octet != '"';
}

std::optional<WrongParameter> problem_with_account(unsigned account, unsigned accounts) {
  if (account >= 1 && account <= accounts) return std::nullopt;
  return WrongParameter{"account", "has to be a number from 1 to " + std::to_string(accounts)};
}

std::optional<WrongParameter> problem_with_uri(std::string_view uri) {
  if (uri.size() > maximum_uri) {
    return WrongParameter{"uri", "has more than " + std::to_string(maximum_uri) + " octets"};
  }
  if (std::ranges::all_of(uri, may_stand_in_a_uri)) return std::nullopt;
  return WrongParameter{"uri",
                        "has to be a SIP URI or a user: ASCII without blanks, quotes and <>"};
}

}  // namespace

std::optional<WrongParameter> problem_with(const Dial& dial, unsigned accounts) {
  if (auto problem = problem_with_account(dial.account, accounts)) return problem;
  if (dial.uri.empty()) return WrongParameter{"uri", "is empty: nobody can be called"};
  return problem_with_uri(dial.uri);
}

std::optional<WrongParameter> problem_with(const Subscribe& subscribe, unsigned accounts) {
  if (auto problem = problem_with_account(subscribe.account, accounts)) return problem;
  if (std::ranges::find(subscription_events, subscribe.event) == subscription_events.end()) {
    return WrongParameter{"event", "has to be message-summary or dialog"};
  }
  return problem_with_uri(subscribe.uri);
}

}  // namespace lineman::sipcore
