#include "ctl/call_errors.hpp"

#include <unistd.h>

#include <cerrno>
#include <utility>

#include "ctl/json_reading.hpp"
#include "varlink/errors.hpp"
#include "varlink/limits.hpp"

namespace lineman::ctl {

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
                    std::chrono::milliseconds within) {
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

}  // namespace lineman::ctl
