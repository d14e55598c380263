#include "web/login/cookie.hpp"

namespace lineman::web {
namespace {

std::string with_attributes(std::string_view value, bool encrypted) {
  std::string cookie{cookie_name(encrypted)};
  cookie.append("=").append(value).append("; Path=/; HttpOnly; SameSite=Strict");
  if (encrypted) cookie += "; Secure";
  return cookie;
}

std::string_view without_spaces(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view cookie_name(bool encrypted) {
  return encrypted ? "__Host-lineman" : "lineman";
}

std::string session_cookie(std::string_view id, bool encrypted) {
  return with_attributes(id, encrypted);
}

std::string ended_cookie(bool encrypted) {
  return with_attributes("", encrypted) + "; Max-Age=0";
}

std::string_view session_id_in(std::string_view cookies, bool encrypted) {
  std::string_view id;
  while (!cookies.empty()) {
    const auto end = cookies.find(';');
    const auto pair = without_spaces(cookies.substr(0, end));
    cookies = end == std::string_view::npos ? std::string_view{} : cookies.substr(end + 1);
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != cookie_name(encrypted))
      continue;
    if (!id.empty()) return {};
    id = pair.substr(equals + 1);
  }
  return id;
}

}  // namespace lineman::web
