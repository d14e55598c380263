// What a well-formed string, host name, address and network look like. Constexpr: the table checks
// itself with them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lineman::datamodel {

// The number of characters of well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms);
// nothing for another text.
constexpr std::optional<std::size_t> utf8_length(std::string_view text) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++characters) {
    const auto lead = static_cast<unsigned char>(text[i]);
    std::size_t length = 1;
    if (lead >= 0xC2 && lead <= 0xDF) length = 2;
    if (lead >= 0xE0 && lead <= 0xEF) length = 3;
    if (lead >= 0xF0 && lead <= 0xF4) length = 4;
    if ((length == 1 && lead > 0x7F) || text.size() - i < length) return std::nullopt;
    for (std::size_t j = 1; j < length; ++j) {
      const auto next = static_cast<unsigned char>(text[i + j]);
      unsigned char low = 0x80;
      unsigned char high = 0xBF;
      if (j == 1 && lead == 0xE0) low = 0xA0;
      if (j == 1 && lead == 0xED) high = 0x9F;
      if (j == 1 && lead == 0xF0) low = 0x90;
      if (j == 1 && lead == 0xF4) high = 0x8F;
      if (next < low || next > high) return std::nullopt;
    }
    i += length;
  }
  return characters;
}

// U+0000 to U+001F and U+007F.
constexpr bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 || octet == 0x7F;
  });
}

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr bool is_alphanumeric(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Four decimal octets, without leading zeros (RFC 3986, dec-octet).
constexpr bool is_ipv4(std::string_view text) {
  int octets = 0;
  while (true) {
    const auto dot = text.find('.');
    const auto octet = text.substr(0, dot);
    if (octet.empty() || octet.size() > 3 || !std::ranges::all_of(octet, is_digit)) return false;
    if (octet.size() > 1 && octet[0] == '0') return false;
    int value = 0;
    for (const char c : octet) value = value * 10 + (c - '0');
    if (value > 255) return false;
    ++octets;
    if (dot == std::string_view::npos) return octets == 4;
    text.remove_prefix(dot + 1);
  }
}

// The text form of RFC 4291, 2.2, without brackets and without a zone; the last 32 bits may be in
// IPv4's form.
constexpr bool is_ipv6(std::string_view text) {
  int groups = 0;
  bool compressed = text.starts_with("::");
  if (compressed) text.remove_prefix(2);
  if (compressed && text.empty()) return true;
  while (true) {
    const auto colon = text.find(':');
    const auto group = text.substr(0, colon);
    if (colon == std::string_view::npos && is_ipv4(group)) {
      groups += 2;
      break;
    }
    if (group.empty() || group.size() > 4 || !std::ranges::all_of(group, is_hex_digit))
      return false;
    ++groups;
    if (colon == std::string_view::npos) break;
    text.remove_prefix(colon + 1);
    if (text.starts_with(':')) {
      if (compressed) return false;
      compressed = true;
      text.remove_prefix(1);
      if (text.empty()) break;
    }
  }
  return compressed ? groups < 8 : groups == 8;
}

// Labels of letters, digits, '-' and '_' (for service names), at most 63 octets each and 253 in all
// (RFC 1035, 2.3.4), with or without the final dot. A name of digits and dots only would be an
// address, and is none.
constexpr bool is_domain_name(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  if (text.empty() || text.size() > 253) return false;
  if (std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.'; })) return false;
  while (true) {
    const auto dot = text.find('.');
    const auto label = text.substr(0, dot);
    if (label.empty() || label.size() > 63) return false;
    if (label.starts_with('-') || label.ends_with('-')) return false;
    const auto legal = [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; };
    if (!std::ranges::all_of(label, legal)) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

constexpr bool is_ip_address(std::string_view text) {
  return is_ipv4(text) || is_ipv6(text);
}

constexpr bool is_host(std::string_view text) {
  return is_ip_address(text) || is_domain_name(text);
}

// An address, or an address and a prefix length (RFC 4632, RFC 4291 2.3).
constexpr bool is_network(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = text.substr(0, slash);
  if (!is_ip_address(address)) return false;
  if (slash == std::string_view::npos) return true;
  const auto prefix = text.substr(slash + 1);
  if (prefix.empty() || prefix.size() > 3 || !std::ranges::all_of(prefix, is_digit)) return false;
  if (prefix.size() > 1 && prefix[0] == '0') return false;
  int length = 0;
  for (const char c : prefix) length = length * 10 + (c - '0');
  return length <= (is_ipv4(address) ? 32 : 128);
}

// Networks separated by single spaces.
constexpr bool is_network_list(std::string_view text) {
  while (true) {
    const auto space = text.find(' ');
    if (!is_network(text.substr(0, space))) return false;
    if (space == std::string_view::npos) return true;
    text.remove_prefix(space + 1);
  }
}

}  // namespace lineman::datamodel
