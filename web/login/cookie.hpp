// The cookie that holds the id of a session (RFC 6265).
#pragma once

#include <string>
#include <string_view>

namespace lineman::web {

// Over TLS its name has the prefix that binds it to this host, to TLS and to the path "/"; over
// plain HTTP browsers would not take that.
std::string_view cookie_name(bool encrypted);

// Set-Cookie of a session that begins, and of one that is over.
std::string session_cookie(std::string_view id, bool encrypted);
std::string ended_cookie(bool encrypted);

// The id in a request's Cookie; empty where there is none, or more than one.
std::string_view session_id_in(std::string_view cookies, bool encrypted);

}  // namespace lineman::web
