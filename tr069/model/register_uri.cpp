#include "tr069/model/register_uri.hpp"

#include "datamodel/ascii.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::string_view scheme = "sip:";

// RFC 3261, 25.1: what stands in a user without being escaped.
bool is_plain(char c) {
  return datamodel::is_alphanumeric(c) ||
         std::string_view{"-_.!~*'()&=+$,;?/"}.find(c) != std::string_view::npos;
}

using datamodel::lower_case;

std::string escaped(std::string_view user) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (const char c : user) {
    if (is_plain(c)) {
      text += c;
      continue;
    }
    const auto octet = static_cast<unsigned char>(c);
    ((text += '%') += digits[octet >> 4U]) += digits[octet & 0xFU];
  }
  return text;
}

unsigned hex_value(char c) {
  if (datamodel::is_digit(c)) return static_cast<unsigned>(c - '0');
  return static_cast<unsigned>(lower_case(c) - 'a' + 10);
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string user;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_plain(text[i])) {
      user += text[i];
      continue;
    }
    const bool is_escape = text[i] == '%' && i + 2 < text.size() &&
                           datamodel::is_hex_digit(text[i + 1]) &&
                           datamodel::is_hex_digit(text[i + 2]);
    if (!is_escape) return std::nullopt;
    user += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
    i += 2;
  }
  return user;
}

// The host of a URI without its brackets; nothing where it is none.
std::optional<std::string> host_of(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) {
    text = text.substr(1, text.size() - 2);
    if (!datamodel::is_ipv6(text)) return std::nullopt;
    return lower_case(text);
  }
  if (!datamodel::is_ipv4(text) && !datamodel::is_domain_name(text)) return std::nullopt;
  return lower_case(text);
}

}  // namespace

std::string register_uri_of(std::string_view user_name, std::string_view address) {
  const auto at = user_name.rfind('@');
  const auto user = user_name.substr(0, at);
  auto domain = at == std::string_view::npos ? std::string_view{} : user_name.substr(at + 1);
  if (domain.empty()) domain = address;
  if (user.empty() || domain.empty()) return {};
  const auto host =
      datamodel::is_ipv6(domain) ? '[' + lower_case(domain) + ']' : lower_case(domain);
  return std::string{scheme} + escaped(user) + '@' + host;
}

std::optional<std::string> user_name_of(std::string_view uri, std::string_view address) {
  if (uri.empty()) return std::string{};
  if (lower_case(uri.substr(0, scheme.size())) != scheme) return std::nullopt;
  uri.remove_prefix(scheme.size());
  const auto at = uri.find('@');
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  auto user = unescaped(uri.substr(0, at));
  const auto host = host_of(uri.substr(at + 1));
  if (!user || !host) return std::nullopt;
  // A user with an '@' of its own would read as user and domain.
  const bool follows_server = *host == lower_case(address) && user->find('@') == std::string::npos;
  return follows_server ? *user : *user + '@' + *host;
}

}  // namespace lineman::cwmp
