// What every POST has to be before anything is done for it.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <tl/expected.hpp>

#include "web/http/message.hpp"

namespace lineman::web {

// Objects and arrays within each other in a body, itself counted.
inline constexpr std::size_t deepest_body = 16;

// The answer to a POST that came from another site's page, or that a form could have sent; nothing
// where it came from our own page. No cookie is asked for: this stands before all else.
std::optional<Response> objection_to_post(const Request& request);

// The body as an object; an empty body is an empty one. Else the answer.
tl::expected<boost::json::object, Response> body_of(const Request& request);

}  // namespace lineman::web
