// The body of problem_with, constexpr so that the table checks its own initial values at compile
// time. Include kind.hpp.
#pragma once

#include <algorithm>
#include <array>

#include "datamodel/date_time.hpp"
#include "datamodel/kind.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::datamodel {

constexpr std::optional<std::int64_t> to_integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    const int digit = c - '0';
    if (number > (std::numeric_limits<std::int64_t>::max() - digit) / 10) return std::nullopt;
    number = number * 10 + digit;
  }
  return negative ? -number : number;
}

constexpr std::optional<std::int64_t> to_milliseconds(std::string_view text) {
  const auto point = text.find('.');
  const auto whole = to_integer(text.substr(0, point));
  if (!whole || *whole < 0 || text.starts_with('-')) return std::nullopt;
  if (*whole > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  if (point == std::string_view::npos) return *whole * 1000;
  const auto decimals = text.substr(point + 1);
  const auto fraction = to_integer(decimals);
  if (!fraction || decimals.starts_with('-') || decimals.size() > 3) return std::nullopt;
  std::int64_t scale = 1;
  for (auto digits = decimals.size(); digits < 3; ++digits) scale *= 10;
  return *whole * 1000 + *fraction * scale;
}

namespace detail {

// Digits only, with an optional '-': a number, if perhaps one that does not fit.
constexpr bool looks_like_a_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

constexpr Verdict problem_with_number(const Kind& kind, std::string_view value) {
  if (!looks_like_a_number(value)) return Verdict::not_a_number;
  const auto number = to_integer(value);
  if (number && number == kind.besides) return Verdict::good;
  const bool inside = number && *number >= kind.minimum && *number <= kind.maximum;
  return inside ? Verdict::good : Verdict::out_of_range;
}

constexpr Verdict problem_with_seconds(const Kind& kind, std::string_view value) {
  if (looks_like_a_number(value) && value.starts_with('-')) return Verdict::out_of_range;
  const auto milliseconds = to_milliseconds(value);
  if (!milliseconds) {
    return looks_like_a_number(value) ? Verdict::out_of_range : Verdict::not_a_number;
  }
  const bool inside = *milliseconds >= kind.minimum && *milliseconds <= kind.maximum;
  return inside ? Verdict::good : Verdict::out_of_range;
}

constexpr Verdict problem_with_enumeration(const Kind& kind, std::string_view value) {
  if (!looks_like_a_number(value)) return Verdict::not_a_number;
  const auto number = to_integer(value);
  const bool known = number && std::ranges::any_of(kind.labels, [&](const Label& label) {
                       return label.number == *number;
                     });
  return known ? Verdict::good : Verdict::not_a_label;
}

constexpr Verdict problem_with_boolean(std::string_view value) {
  if (value == "0" || value == "1") return Verdict::good;
  return looks_like_a_number(value) ? Verdict::out_of_range : Verdict::not_a_boolean;
}

// What holds for every string at every door, then the length in characters.
constexpr Verdict problem_with_text(const Kind& kind, std::string_view value) {
  const auto characters = utf8_length(value);
  if (!characters) return Verdict::not_utf8;
  if (has_control_character(value)) return Verdict::control_character;
  if (value.starts_with(' ') || value.ends_with(' ')) return Verdict::white_space_at_an_end;
  if (value == "%NULL%" || value == "%EMPTY%" || value == masked) return Verdict::reserved_word;
  if (static_cast<std::int64_t>(*characters) < kind.minimum) return Verdict::too_short;
  if (static_cast<std::int64_t>(*characters) > kind.maximum) return Verdict::too_long;
  return Verdict::good;
}

}  // namespace detail

constexpr Verdict problem_with(const Kind& kind, std::string_view value) {
  using namespace detail;
  switch (kind.type) {
    case Type::text:
      return problem_with_text(kind, value);
    case Type::host: {
      const auto verdict = problem_with_text(kind, value);
      if (verdict != Verdict::good) return verdict;
      return value.empty() || is_host(value) ? Verdict::good : Verdict::not_a_host;
    }
    case Type::networks: {
      const auto verdict = problem_with_text(kind, value);
      if (verdict != Verdict::good) return verdict;
      return value.empty() || is_network_list(value) ? Verdict::good : Verdict::not_networks;
    }
    case Type::date_time:
      return epoch_of(value) ? Verdict::good : Verdict::not_a_time;
    case Type::boolean:
      return problem_with_boolean(value);
    case Type::enumeration:
      return problem_with_enumeration(kind, value);
    case Type::seconds:
      return problem_with_seconds(kind, value);
    case Type::unsigned_integer:
    case Type::integer:
    case Type::counter:
    case Type::gauge:
    case Type::timestamp:
      return problem_with_number(kind, value);
  }
  return Verdict::not_a_number;
}

}  // namespace lineman::datamodel
