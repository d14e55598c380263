// The methods about calls and subscriptions, handed on to the SIP core.
#include <boost/json/array.hpp>
#include <limits>

#include "agent/control/control_service.hpp"
#include "agent/control/parameters_of_call.hpp"
#include "sipcore/protocol/call_json.hpp"
#include "sipcore/protocol/call_requests.hpp"

namespace lineman::agent {
namespace {

using boost::json::object;
using sipcore::ErrorCode;
using varlink::Exchange;

// `what`: "call" or "subscription".
varlink::Reply refusal_of(const sipcore::Error& error, const std::string& what) {
  switch (error.code) {
    case ErrorCode::no_call:
      return refusal("noCall", "there is no " + what + ' ' + std::to_string(error.number));
    case ErrorCode::not_connected:
      return refusal("coreAway", "the SIP core is away");
    case ErrorCode::timed_out:
      return refusal("coreAway", "the SIP core did not answer in time, and may have done it");
    default:
      return refusal("notPossible", error.sentence);
  }
}

object versioned(const object& members) {
  object reply{{"version", control_version}};
  reply.insert(members.begin(), members.end());
  return reply;
}

// The rest of the call is one answer: the number that was given, or a refusal.
Calls::OnNumber number_to(Exchange exchange, std::string_view member) {
  return [exchange, member](const tl::expected<unsigned, sipcore::Error>& number) mutable {
    if (!number) return exchange.error(refusal_of(number.error(), std::string{member}));
    exchange.reply({{"version", control_version}, {member, *number}});
  };
}

template <typename List>
auto list_to(Exchange exchange, object (*to_json)(const List&, sipcore::TimeSpelling)) {
  return [exchange, to_json](const tl::expected<List, sipcore::Error>& list) mutable {
    if (!list) return exchange.error(refusal_of(list.error(), {}));
    exchange.reply(versioned(to_json(*list, time_or_null)));
  };
}

// 0 where it is missing, which is no account's number.
Read<unsigned> read_account(const object& parameters, unsigned accounts) {
  const auto account = read_number(parameters, "account", 1, accounts);
  if (!account) return tl::unexpected{account.error()};
  return account->value_or(0);
}

template <typename Request>
std::optional<varlink::Reply> objection_to(const Request& request, unsigned accounts) {
  const auto problem = problem_with(request, accounts);
  if (!problem) return std::nullopt;
  return varlink::invalid_parameter(problem->parameter, problem->sentence);
}

// Ends what has the number that stands in `member`.
void end(Exchange exchange, std::string_view member, Calls& calls,
         void (Calls::*end)(unsigned, Calls::OnDone)) {
  const auto number =
      read_number(exchange.call().parameters, member, 1, std::numeric_limits<unsigned>::max());
  if (!number) return exchange.error(number.error());
  if (!*number) return exchange.error(varlink::invalid_parameter(member, "is missing, a number"));
  (calls.*end)(**number, [exchange, what = std::string{member}, asked = **number](
                             const tl::expected<void, sipcore::Error>& ended) mutable {
    if (ended) return exchange.reply({{"version", control_version}});
    auto error = ended.error();
    error.number = asked;
    exchange.error(refusal_of(error, what));
  });
}

}  // namespace

void ControlService::dial(Exchange exchange) {
  const auto& parameters = exchange.call().parameters;
  const auto account = read_account(parameters, configuration_.accounts());
  if (!account) return exchange.error(account.error());
  const auto uri = read_text(parameters, "uri");
  if (!uri) return exchange.error(uri.error());
  const sipcore::Dial dial{.account = *account, .uri = *uri};
  if (const auto objection = objection_to(dial, configuration_.accounts()))
    return exchange.error(*objection);
  calls_.dial(dial, number_to(exchange, sipcore::call_member));
}

void ControlService::hangup(Exchange exchange) {
  end(std::move(exchange), sipcore::call_member, calls_, &Calls::hangup);
}

void ControlService::calls(Exchange exchange) {
  calls_.calls(list_to(std::move(exchange), sipcore::calls_to_json));
}

void ControlService::subscribe(Exchange exchange) {
  const auto& parameters = exchange.call().parameters;
  const auto account = read_account(parameters, configuration_.accounts());
  if (!account) return exchange.error(account.error());
  const auto event = read_text(parameters, "event");
  if (!event) return exchange.error(event.error());
  const auto uri = read_text(parameters, "uri");
  if (!uri) return exchange.error(uri.error());
  const sipcore::Subscribe subscribe{.account = *account, .event = *event, .uri = *uri};
  if (const auto objection = objection_to(subscribe, configuration_.accounts()))
    return exchange.error(*objection);
  calls_.subscribe(subscribe, number_to(exchange, sipcore::subscription_member));
}

void ControlService::unsubscribe(Exchange exchange) {
  end(std::move(exchange), sipcore::subscription_member, calls_, &Calls::unsubscribe);
}

void ControlService::subscriptions(Exchange exchange) {
  calls_.subscriptions(list_to(std::move(exchange), sipcore::subscriptions_to_json));
}

}  // namespace lineman::agent
