// Calls and subscriptions at the SIP core.
#include "agent/core/core_connection.hpp"
#include "agent/core/sip_core_client.hpp"
#include "sipcore/protocol/call_json.hpp"

namespace lineman::agent {
namespace {

using boost::json::object;

auto number_in(std::string_view member) {
  return
      [member](const object& parameters) { return sipcore::number_from_json(parameters, member); };
}

// Hands on what `read` makes of the reply.
template <typename Read, typename OnAnswer>
CoreConnection::OnAnswer reading(Read read, OnAnswer answer) {
  return [read, answer = std::move(answer)](varlink::Answer reply) {
    answer(read_answer(std::move(reply), read));
  };
}

CoreConnection::OnAnswer done(Calls::OnDone answer) {
  return [answer = std::move(answer)](varlink::Answer reply) {
    const auto parameters = parameters_of(std::move(reply));
    if (!parameters) return answer(tl::unexpected{parameters.error()});
    answer({});
  };
}

}  // namespace

void SipCoreClient::dial(const sipcore::Dial& dial, OnNumber answer) {
  connection_->call(call_of("Dial", to_json(dial)), call_timeout,
                    reading(number_in(sipcore::call_member), std::move(answer)));
}

void SipCoreClient::hangup(unsigned call, OnDone answer) {
  connection_->call(call_of("Hangup", {{sipcore::call_member, call}}), call_timeout,
                    done(std::move(answer)));
}

void SipCoreClient::calls(OnCalls answer) {
  connection_->call(call_of("Calls"), call_timeout,
                    reading(sipcore::calls_from_json, std::move(answer)));
}

void SipCoreClient::subscribe(const sipcore::Subscribe& subscribe, OnNumber answer) {
  connection_->call(call_of("Subscribe", to_json(subscribe)), call_timeout,
                    reading(number_in(sipcore::subscription_member), std::move(answer)));
}

void SipCoreClient::unsubscribe(unsigned subscription, OnDone answer) {
  connection_->call(call_of("Unsubscribe", {{sipcore::subscription_member, subscription}}),
                    call_timeout, done(std::move(answer)));
}

void SipCoreClient::subscriptions(OnSubscriptions answer) {
  connection_->call(call_of("Subscriptions"), call_timeout,
                    reading(sipcore::subscriptions_from_json, std::move(answer)));
}

}  // namespace lineman::agent
