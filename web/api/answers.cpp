#include "web/api/answers.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <chrono>

#include "varlink/errors.hpp"

namespace lineman::web {
namespace {

constexpr std::string_view json_type = "application/json";

struct StatusOfError {
  std::string_view error;
  unsigned status;
};

constexpr StatusOfError statuses[] = {
    {varlink::invalid_parameter_error, 400},    {errors::not_permitted, 403},
    {varlink::method_not_found_error, 404},  // an agent of another version
    {varlink::interface_not_found_error, 404},  {"org.lineman.Control1.Refused", 422},
    {varlink::too_many_connections_error, 503},
};

unsigned status_of(std::string_view error) {
  const auto* const row = std::ranges::find(statuses, error, &StatusOfError::error);
  return row == std::end(statuses) ? 502 : row->status;
}

}  // namespace

Response json_answer(const boost::json::object& body) {
  return {.status = 200, .content_type = std::string{json_type}, .body = serialize(body)};
}

Response no_content() {
  return {.status = 204};
}

Response failure(unsigned status, std::string_view error) {
  return failure(status, error, {});
}

Response failure(unsigned status, std::string_view error, boost::json::object parameters) {
  boost::json::object body{{"error", error}};
  if (!parameters.empty()) body["parameters"] = std::move(parameters);
  auto response = json_answer(body);
  response.status = status;
  return response;
}

Response failure_until(unsigned status, std::string_view error, Duration wait) {
  auto response = failure(status, error);
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  response.headers.emplace_back("Retry-After", std::to_string(std::max<long>(seconds, 1)));
  return response;
}

Response answer_of(const varlink::Answer& answer) {
  if (!answer) {
    if (answer.error().kind == varlink::FailureKind::timed_out)
      return failure(504, errors::no_answer);
    if (answer.error().kind == varlink::FailureKind::overloaded)
      return failure_until(503, errors::busy, std::chrono::seconds{1});
    return failure(503, errors::agent_away);
  }
  if (answer->error.empty()) return json_answer(answer->parameters);
  return failure(status_of(answer->error), answer->error, answer->parameters);
}

}  // namespace lineman::web
