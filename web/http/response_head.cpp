#include "web/http/response_head.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>
#include <ctime>
#include <string_view>

#include "web/http/letters.hpp"

namespace lineman::web {
namespace {

using NameAndValue = std::pair<std::string_view, std::string_view>;

// Nothing from elsewhere, no frame around it, no script within the page, and nobody hears where the
// browser came from.
constexpr NameAndValue of_every_answer[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
};

// A month: long enough to hold between two visits, and a phone that serves plain HTTP again is not
// lost for ever. Browsers heed it for names with a good certificate alone (RFC 6797, 8.1).
constexpr NameAndValue transport_security{"Strict-Transport-Security", "max-age=2592000"};

std::string date_of(WallTime time) {
  const auto seconds = WallTime::clock::to_time_t(time);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 40> text{};
  // Days and months in English: the daemons set no locale.
  const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), size};
}

bool ends_early(std::string_view text) {
  return std::ranges::any_of(text, [](char letter) {
    const auto octet = static_cast<unsigned char>(letter);
    return octet < 0x20 || octet == 0x7F;
  });
}

void add(std::string& head, std::string_view name, std::string_view value) {
  if (name.empty() || ends_early(name) || ends_early(value)) return;
  head.append(name).append(": ").append(value).append("\r\n");
}

bool says(const Headers& headers, std::string_view name) {
  return std::ranges::any_of(
      headers, [&](const auto& header) { return lower_case(header.first) == lower_case(name); });
}

void add_framing(std::string& head, const Response& response, const Framing& framing) {
  if (framing.chunked) {
    add(head, "Transfer-Encoding", "chunked");
  } else if (framing.length && !is_without_body(response.status)) {
    add(head, "Content-Length", std::to_string(*framing.length));
  }
  if (!framing.persistent) add(head, "Connection", "close");
}

}  // namespace

std::string reason_of(unsigned status) {
  const auto words = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
  return {words.data(), words.size()};
}

bool is_without_body(unsigned status) {
  return status == 204 || status == 304;
}

std::string print_head(const Response& response, const Framing& framing) {
  std::string head =
      "HTTP/1.1 " + std::to_string(response.status) + ' ' + reason_of(response.status) + "\r\n";
  add(head, "Date", date_of(framing.date));
  if (!response.content_type.empty()) add(head, "Content-Type", response.content_type);
  for (const auto& [name, value] : response.headers) add(head, name, value);
  if (!says(response.headers, "Cache-Control")) add(head, "Cache-Control", "no-store");
  for (const auto& [name, value] : of_every_answer) add(head, name, value);
  if (framing.encrypted) add(head, transport_security.first, transport_security.second);
  add_framing(head, response, framing);
  return head + "\r\n";
}

}  // namespace lineman::web
