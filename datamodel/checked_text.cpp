#include "datamodel/checked_text.hpp"

#include "datamodel/sha256.hpp"
#include "datamodel/value_text.hpp"

namespace lineman::datamodel {
namespace {

constexpr std::string_view checksum_name = "sha256";
constexpr std::size_t checksum_digits = 64;

}  // namespace

std::string with_checksum(std::string body) {
  body += value_line(checksum_name, sha256_of(body));
  return body;
}

std::optional<std::string_view> checked_body(std::string_view text) {
  constexpr std::size_t line_size = checksum_name.size() + 3 + checksum_digits + 1;
  if (text.size() < line_size) return std::nullopt;
  const auto body = text.substr(0, text.size() - line_size);
  if (text.substr(body.size()) != value_line(checksum_name, sha256_of(body))) return std::nullopt;
  return body;
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace lineman::datamodel
