#include "web/api/request_checks.hpp"

#include <boost/json/parse.hpp>

#include "web/api/answers.hpp"

namespace lineman::web {
namespace {

tl::unexpected<Response> not_json(std::string_view reason) {
  return tl::unexpected{failure(400, errors::not_json, {{"reason", reason}})};
}

std::string own_origin(const Request& request) {
  return (request.encrypted ? "https://" : "http://") + request.host;
}

}  // namespace

std::optional<Response> objection_to_post(const Request& request) {
  if (request.host.empty() || request.origin != own_origin(request))
    return failure(403, errors::foreign_origin);
  if (request.content_type != "application/json")
    return failure(415, errors::not_json, {{"reason", "Content-Type has to be application/json"}});
  return std::nullopt;
}

tl::expected<boost::json::object, Response> body_of(const Request& request) {
  if (request.body.empty()) return boost::json::object{};
  boost::json::parse_options options;
  options.max_depth = deepest_body;
  boost::json::error_code error;
  auto value = boost::json::parse(request.body, error, {}, options);
  if (error) return not_json("the body is no JSON, or more than 16 levels deep");
  if (!value.is_object()) return not_json("the body has to be an object");
  return std::move(value.as_object());
}

}  // namespace lineman::web
