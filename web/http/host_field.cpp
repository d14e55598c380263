#include "web/http/host_field.hpp"

#include <algorithm>
#include <charconv>

#include "web/http/letters.hpp"

namespace lineman::web {
namespace {

// Names, and IPv4 addresses.
bool may_be_in_name(char letter) {
  return is_alphanumeric(letter) || letter == '.' || letter == '-' || letter == '_';
}

bool may_be_in_brackets(char letter) {
  return hexadecimal_value(letter) >= 0 || letter == ':' || letter == '.';
}

bool is_name(std::string_view text) {
  return !text.empty() && text.front() != '.' && std::ranges::all_of(text, may_be_in_name);
}

bool is_port(std::string_view text) {
  unsigned short port = 0;
  const auto* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, port);
  return problem == std::errc{} && stop == end && port != 0;
}

// What stands before the port; nothing where the brackets are wrong.
std::optional<std::string_view> without_port(std::string_view text) {
  if (!text.starts_with('[')) return text.substr(0, text.find(':'));
  const auto bracket = text.find(']');
  if (bracket == std::string_view::npos || bracket == 1) return std::nullopt;
  if (!std::ranges::all_of(text.substr(1, bracket - 1), may_be_in_brackets)) return std::nullopt;
  return text.substr(0, bracket + 1);
}

}  // namespace

std::optional<std::string> read_host(std::string_view field) {
  if (field.size() > longest_host) return std::nullopt;
  const auto host = without_port(field);
  if (!host) return std::nullopt;
  if (!host->starts_with('[') && !is_name(*host)) return std::nullopt;
  const auto rest = field.substr(host->size());
  if (!rest.empty() && (!rest.starts_with(':') || !is_port(rest.substr(1)))) return std::nullopt;
  return lower_case(field);
}

}  // namespace lineman::web
