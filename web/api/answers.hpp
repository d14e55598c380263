// The answers of the JSON interface (docs/web-api.md, "Answers").
#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "daemon/clock.hpp"
#include "varlink/answer.hpp"
#include "web/http/message.hpp"

namespace lineman::web {

namespace errors {

inline constexpr std::string_view not_logged_in = "org.lineman.Web1.NotLoggedIn";
inline constexpr std::string_view wrong_login = "org.lineman.Web1.WrongNameOrPassword";
inline constexpr std::string_view too_many_attempts = "org.lineman.Web1.TooManyAttempts";
inline constexpr std::string_view busy = "org.lineman.Web1.Busy";
inline constexpr std::string_view foreign_origin = "org.lineman.Web1.ForeignOrigin";
inline constexpr std::string_view not_found = "org.lineman.Web1.NotFound";
inline constexpr std::string_view wrong_method = "org.lineman.Web1.WrongMethod";
inline constexpr std::string_view not_json = "org.lineman.Web1.NotJson";
inline constexpr std::string_view agent_away = "org.lineman.Web1.AgentAway";
inline constexpr std::string_view no_answer = "org.lineman.Web1.NoAnswer";
inline constexpr std::string_view not_permitted = "org.lineman.Control1.NotPermitted";

}  // namespace errors

Response json_answer(const boost::json::object& body);
Response no_content();
Response failure(unsigned status, std::string_view error);
Response failure(unsigned status, std::string_view error, boost::json::object parameters);
// With Retry-After, rounded up to whole seconds.
Response failure_until(unsigned status, std::string_view error, Duration wait);

// What the agent said, or why it said nothing.
Response answer_of(const varlink::Answer& answer);

}  // namespace lineman::web
