#include "ctl/agent.hpp"

#include <unistd.h>

#include <cerrno>
#include <utility>

#include "ctl/json_reading.hpp"
#include "varlink/blocking_client.hpp"
#include "varlink/errors.hpp"

namespace lineman::ctl {
namespace {

using Error = tl::unexpected<CallError>;

constexpr std::string_view interface_name = "org.lineman.Control1";

CallError not_reached(const std::string& socket, const std::string& reason) {
  const bool forbidden = access(socket.c_str(), R_OK | W_OK) != 0 && errno == EACCES;
  const std::string advice =
      forbidden ? "try as root, as the agent's user or as a member of its control.group"
                : "start it (systemctl start lineman-agent), or name its folder with --runtime-dir";
  return {.sentence = "no agent is reached: " + reason + "; " + advice};
}

CallError too_long(std::size_t octets) {
  return {.sentence = "this is more than the agent takes at once: " + std::to_string(octets) +
                      " octets of at most " + std::to_string(varlink::maximum_frame)};
}

CallError no_answer(const std::string& socket, const varlink::Failure& failure,
                    std::chrono::milliseconds within = Agent::patience) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(within).count();
  switch (failure.kind) {
    case varlink::FailureKind::timed_out:
      return {.sentence = "the agent at " + socket + " did not answer within " +
                          std::to_string(seconds) + " s; what was asked may still happen"};
    case varlink::FailureKind::protocol:
      return {.sentence = "what answers at " + socket + " is no agent of this version (" +
                          failure.sentence + ')'};
    case varlink::FailureKind::not_connected:
    case varlink::FailureKind::overloaded:
      return {.sentence = "the agent at " + socket + " went away before it answered (" +
                          failure.sentence + ')'};
  }
  return {.sentence = failure.sentence};
}

CallError explained(varlink::Reply reply, std::string_view method) {
  const auto& parameters = reply.parameters;
  if (reply.error == std::string{interface_name} + ".Refused")
    return {.refused = std::move(reply.parameters)};
  if (reply.error == std::string{interface_name} + ".NotPermitted") {
    return {.sentence = "this is not for you: it needs " + text_of(parameters, "needs")};
  }
  if (reply.error == varlink::invalid_parameter_error) {
    return {.sentence = text_of(parameters, "parameter") + ' ' + text_of(parameters, "reason")};
  }
  if (reply.error == varlink::method_not_found_error ||
      reply.error == varlink::interface_not_found_error ||
      reply.error == varlink::method_not_implemented_error) {
    return {.sentence = "the agent is of another version: it does not know " + std::string{method}};
  }
  auto sentence = "the agent answered with " + reply.error;
  if (const auto reason = text_of(parameters, "reason"); !reason.empty()) sentence += ": " + reason;
  return {.sentence = std::move(sentence)};
}

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
