#include "ctl/agent.hpp"

#include <utility>

#include "ctl/call_errors.hpp"
#include "varlink/blocking_client.hpp"

namespace lineman::ctl {
namespace {

using Error = tl::unexpected<CallError>;

}  // namespace

Agent::Agent(std::string runtime_dir) : socket_{std::move(runtime_dir) + "/control"} {}

tl::expected<boost::json::object, CallError> Agent::call(std::string_view method,
                                                         boost::json::object parameters,
                                                         std::chrono::milliseconds within) const {
  auto client = varlink::BlockingClient::connect(socket_);
  if (!client) return Error{not_reached(socket_, client.error().sentence)};
  const varlink::Call call{.method = std::string{interface_name} + '.' + std::string{method},
                           .parameters = std::move(parameters)};
  if (const auto message = varlink::print(call); !varlink::message_fits(message)) {
    return Error{too_long(message.size())};
  }
  auto answer = client->call(call, within);
  if (!answer) return Error{no_answer(socket_, answer.error(), within)};
  if (!answer->error.empty()) return Error{explained(std::move(*answer), method)};
  return std::move(answer->parameters);
}

CallError Agent::watch(std::string_view method, boost::json::object parameters,
                       const std::function<void(const boost::json::object&)>& each) const {
  auto client = varlink::BlockingClient::connect(socket_);
  if (!client) return not_reached(socket_, client.error().sentence);
  bool told = false;
  auto last = client->stream({.method = std::string{interface_name} + '.' + std::string{method},
                              .parameters = std::move(parameters)},
                             std::nullopt, [&](const varlink::Reply& reply) {
                               if (!reply.error.empty()) return false;
                               told = true;
                               each(reply.parameters);
                               return true;
                             });
  if (last && !last->error.empty()) return explained(std::move(*last), method);
  if (!last && !told) return no_answer(socket_, last.error());
  return {.sentence = "the agent at " + socket_ + " went away"};
}

}  // namespace lineman::ctl
