#include "datamodel/kind.hpp"

#include <algorithm>
#include <cctype>

#include "datamodel/ascii.hpp"

namespace lineman::datamodel {
namespace {

std::string bounds(const Kind& kind, std::string_view between = "-") {
  const auto text = [&](std::int64_t bound) {
    return kind.type == Type::seconds ? seconds_text(bound) : std::to_string(bound);
  };
  return text(kind.minimum).append(between) + text(kind.maximum);
}

std::string label_list(const Kind& kind) {
  std::string list;
  for (const auto& label : kind.labels) {
    if (!list.empty()) list += ", ";
    list += std::to_string(label.number) + ' ';
    list += label.tr069;
  }
  return list;
}

std::string with_unit(std::string text, const Kind& kind) {
  if (!kind.unit.empty()) (text += ' ') += kind.unit;
  return text;
}

}  // namespace

std::string explain(Verdict verdict, const Kind& kind) {
  switch (verdict) {
    case Verdict::good:
      return "is good";
    case Verdict::not_a_number:
      return "is not a number";
    case Verdict::out_of_range: {
      if (kind.type == Type::boolean) return "is neither 0 nor 1";
      const auto besides = kind.besides ? ", and not " + std::to_string(*kind.besides) : "";
      return with_unit("is not between " + bounds(kind, " and "), kind) + besides;
    }
    case Verdict::not_a_label:
      return "is none of " + label_list(kind);
    case Verdict::not_a_boolean:
      return "is neither 0 nor 1";
    case Verdict::too_short:
      return "has fewer than " + std::to_string(kind.minimum) + " characters";
    case Verdict::too_long:
      return "has more than " + std::to_string(kind.maximum) + " characters";
    case Verdict::not_utf8:
      return "is not well-formed UTF-8";
    case Verdict::control_character:
      return "has a control character";
    case Verdict::white_space_at_an_end:
      return "begins or ends with white space";
    case Verdict::reserved_word:
      return "is a word that stands for something else: %NULL% and %EMPTY% clear a value in phone "
             "files, ******** hides a secret";
    case Verdict::not_a_host:
      return "is not an IPv4 address, an IPv6 address or a domain name";
    case Verdict::not_networks:
      return "is not a list of addresses or CIDR blocks, separated by single spaces";
    case Verdict::not_a_time:
      return "is not a time such as 2026-01-02T03:04:05Z";
  }
  return "is wrong";
}

ProblemCode code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::not_a_number:
    case Verdict::not_a_boolean:
    case Verdict::not_a_time:
      return ProblemCode::wrong_type;
    case Verdict::too_short:
    case Verdict::too_long:
      return ProblemCode::wrong_length;
    default:
      return ProblemCode::wrong_value;
  }
}

std::string_view to_string(ProblemCode code) {
  switch (code) {
    case ProblemCode::unknown_parameter:
      return "unknownParameter";
    case ProblemCode::wrong_type:
      return "wrongType";
    case ProblemCode::wrong_value:
      return "wrongValue";
    case ProblemCode::wrong_length:
      return "wrongLength";
    case ProblemCode::read_only:
      return "readOnly";
    case ProblemCode::conflict:
      return "conflict";
    case ProblemCode::busy:
      return "busy";
    case ProblemCode::core_away:
      return "coreAway";
    case ProblemCode::store_failed:
      return "storeFailed";
  }
  return "unknown";
}

std::string canonical(const Kind& kind, std::string_view value) {
  switch (kind.type) {
    case Type::text:
    case Type::networks:
    case Type::date_time:
      return std::string{value};
    case Type::host:
      return lower_case(value);
    case Type::seconds:
      return seconds_text(to_milliseconds(value).value_or(0));
    case Type::boolean:
    case Type::enumeration:
    case Type::unsigned_integer:
    case Type::integer:
    case Type::counter:
    case Type::gauge:
    case Type::timestamp:
      return std::to_string(to_integer(value).value_or(0));
  }
  return std::string{value};
}

std::string permitted(const Kind& kind) {
  switch (kind.type) {
    case Type::text:
      return bounds(kind) + " characters";
    case Type::host:
      return "IPv4 address, IPv6 address or domain name, 0-256 characters";
    case Type::networks:
      return "addresses or CIDR blocks, 0-511 characters";
    case Type::boolean:
      return "0, 1";
    case Type::enumeration:
      return label_list(kind);
    case Type::unsigned_integer:
    case Type::integer:
    case Type::seconds:
      return (kind.besides ? std::to_string(*kind.besides) + ", " : "") + bounds(kind);
    case Type::counter:
      return "64-bit counter";
    case Type::gauge:
      return "32-bit gauge";
    case Type::date_time:
    case Type::timestamp:
      return "time";
  }
  return {};
}

const Label* find_label(std::span<const Label> labels, std::int64_t number) {
  const auto at = std::ranges::find(labels, number, &Label::number);
  return at == labels.end() ? nullptr : &*at;
}

std::string seconds_text(std::int64_t milliseconds) {
  auto text = std::to_string(milliseconds / 1000);
  if (const auto rest = milliseconds % 1000; rest != 0) {
    auto decimals = std::to_string(1000 + rest).substr(1);
    while (decimals.ends_with('0')) decimals.pop_back();
    text += '.' + decimals;
  }
  return text;
}

}  // namespace lineman::datamodel
