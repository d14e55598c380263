// The methods about calls and subscriptions.
#include "sipcore/control/control_service.hpp"
#include "sipcore/control/refusals.hpp"
#include "sipcore/protocol/call_json.hpp"
#include "sipcore/protocol/call_requests.hpp"

namespace lineman::sipcore {
namespace {

using varlink::Exchange;

// Begins what `request` asks for, and answers with the number that it got.
template <typename Request, typename Begin>
void begin(Exchange& exchange, const Parsed<Request>& request, unsigned accounts,
           std::string_view member, Begin begin) {
  if (!request) return refuse_parameters(exchange, request.error());
  if (const auto problem = problem_with(*request, accounts)) {
    return refuse_parameter(exchange, problem->parameter, problem->sentence);
  }
  const tl::expected<unsigned, Error> number = begin(*request);
  if (!number) return refuse(exchange, number.error());
  exchange.reply({{member, *number}});
}

// Ends what has the number that stands in `member`.
template <typename End>
void end(Exchange& exchange, std::string_view member, End end) {
  const auto number = number_from_json(exchange.call().parameters, member);
  if (!number) return refuse_parameters(exchange, number.error());
  const tl::expected<void, Error> ended = end(*number);
  if (ended) return exchange.reply();
  auto error = ended.error();
  error.number = *number;
  refuse(exchange, error);
}

}  // namespace

void ControlService::dial(Exchange& exchange) {
  begin(exchange, dial_from_json(exchange.call().parameters), accounts_, call_member,
        [this](const Dial& dial) { return actions_.dial(dial); });
}

void ControlService::hangup(Exchange& exchange) {
  end(exchange, call_member, [this](unsigned call) { return actions_.hangup(call); });
}

void ControlService::calls(Exchange& exchange) {
  exchange.reply(calls_to_json(actions_.calls()));
}

void ControlService::subscribe(Exchange& exchange) {
  begin(exchange, subscribe_from_json(exchange.call().parameters), accounts_, subscription_member,
        [this](const Subscribe& subscribe) { return actions_.subscribe(subscribe); });
}

void ControlService::unsubscribe(Exchange& exchange) {
  end(exchange, subscription_member,
      [this](unsigned subscription) { return actions_.unsubscribe(subscription); });
}

void ControlService::subscriptions(Exchange& exchange) {
  exchange.reply(subscriptions_to_json(actions_.subscriptions()));
}

}  // namespace lineman::sipcore
