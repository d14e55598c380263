#include "tr069/model/wire_value.hpp"

#include <algorithm>

#include "datamodel/date_time.hpp"
#include "datamodel/time_text.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::Kind;
using datamodel::Label;
using datamodel::Type;
using datamodel::Verdict;

using Result = tl::expected<std::string, WrongValue>;

tl::unexpected<WrongValue> wrong(const std::string& what) {
  return tl::unexpected(
      WrongValue{FaultCode::invalid_parameter_value, std::string{"the value "} + what});
}

// Labels that a view does not have are left out.
bool is_shown(const Label& label, bool view) {
  return !view || !label.ours;
}

std::string label_text(const Kind& kind, bool view, std::int64_t number) {
  const auto* const label = datamodel::find_label(kind.labels, number);
  if (label != nullptr && is_shown(*label, view)) return std::string{label->tr069};
  return kind.labels.empty() ? std::string{} : std::string{kind.labels.front().tr069};
}

std::string boolean_text(bool value) {
  return value ? "true" : "false";
}

// XML Schema, whiteSpace: collapse; within a value of these types there is none.
std::string_view collapsed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const auto first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(white) - first + 1);
}

// As many characters as the kind has: what others send us may be longer.
std::string fitting(const Kind& kind, std::string_view text) {
  const auto starts_a_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  };
  std::int64_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!starts_a_character(text[i])) continue;
    if (++characters > kind.maximum) return std::string{text.substr(0, i)};
  }
  return std::string{text};
}

Result judged(const Kind& kind, std::string_view text) {
  const auto verdict = datamodel::problem_with(kind, text);
  if (verdict != Verdict::good) return wrong(datamodel::explain(verdict, kind));
  return datamodel::canonical(kind, text);
}

Result from_boolean(std::string_view text) {
  if (text == "1" || text == "true") return "1";
  if (text == "0" || text == "false") return "0";
  return wrong("is none of true, false, 1, 0");
}

// xsd:int and xsd:unsignedInt may have a sign and leading zeros.
std::string_view without_plus(std::string_view text) {
  const bool number_follows = text.size() > 1 && datamodel::is_digit(text[1]);
  return text.starts_with('+') && number_follows ? text.substr(1) : text;
}

Result from_milliseconds(const Kind& kind, std::string_view text) {
  const auto wire = datamodel::unsigned_integer(kind.minimum, kind.maximum, "milliseconds");
  return judged(wire, without_plus(text)).map([](const std::string& milliseconds) {
    return datamodel::seconds_text(datamodel::to_integer(milliseconds).value_or(0));
  });
}

Result from_label(const Kind& kind, bool view, std::string_view text) {
  std::string list;
  for (const auto& label : kind.labels) {
    if (!is_shown(label, view)) continue;
    if (label.tr069 == text) return std::to_string(label.number);
    if (!list.empty()) list += ", ";
    list += label.tr069;
  }
  return wrong("is none of " + list);
}

}  // namespace

ValueType wire_type(const Kind& kind) {
  switch (kind.type) {
    case Type::text:
    case Type::host:
    case Type::networks:
    case Type::enumeration:
      return ValueType::string;
    case Type::boolean:
      return ValueType::boolean;
    case Type::integer:
      return ValueType::int_;
    case Type::unsigned_integer:
    case Type::seconds:
    case Type::gauge:
      return ValueType::unsigned_int;
    case Type::counter:
      return ValueType::unsigned_long;
    case Type::date_time:
    case Type::timestamp:
      return ValueType::date_time;
  }
  return ValueType::string;
}

std::string_view type_name(ValueType type) {
  switch (type) {
    case ValueType::string:
      return "string";
    case ValueType::int_:
      return "int";
    case ValueType::unsigned_int:
      return "unsignedInt";
    case ValueType::unsigned_long:
      return "unsignedLong";
    case ValueType::boolean:
      return "boolean";
    case ValueType::date_time:
      return "dateTime";
  }
  return "string";
}

std::string to_wire(const Kind& kind, bool view, std::string_view stored) {
  switch (kind.type) {
    case Type::boolean:
      return boolean_text(stored == "1");
    case Type::enumeration:
      return label_text(kind, view, datamodel::to_integer(stored).value_or(0));
    case Type::seconds:
      return std::to_string(datamodel::to_milliseconds(stored).value_or(0));
    default:
      return std::string{stored};
  }
}

std::string time_to_wire(std::int64_t seconds) {
  if (!datamodel::is_known_time(seconds)) return std::string{datamodel::unknown_time};
  return datamodel::utc_text(seconds);
}

std::string to_wire(const Kind& kind, const Reading& reading) {
  if (const auto* const text = std::get_if<std::string>(&reading)) {
    return kind.type == Type::date_time ? *text : fitting(kind, *text);
  }
  const auto number = std::get<std::uint64_t>(reading);
  switch (kind.type) {
    case Type::boolean:
      return boolean_text(number != 0);
    case Type::enumeration:
      return label_text(kind, false, static_cast<std::int64_t>(number));
    case Type::timestamp:
      return time_to_wire(static_cast<std::int64_t>(number));
    case Type::unsigned_integer:
    case Type::gauge:
      return std::to_string(std::min<std::uint64_t>(number, 0xFFFF'FFFF));
    default:
      return std::to_string(number);
  }
}

Result from_wire(const Kind& kind, bool view, const AssignedValue& assigned) {
  const auto type = type_name(wire_type(kind));
  if (!assigned.type.empty() && assigned.type != type) {
    return tl::unexpected(
        WrongValue{FaultCode::invalid_parameter_type,
                   "the type is " + assigned.type + " and has to be " + std::string{type}});
  }
  const std::string_view text = assigned.value;
  switch (kind.type) {
    case Type::text:
    case Type::host:
    case Type::networks:
      return judged(kind, text);
    case Type::enumeration:
      return from_label(kind, view, text);
    case Type::boolean:
      return from_boolean(collapsed(text));
    case Type::seconds:
      return from_milliseconds(kind, collapsed(text));
    case Type::date_time:
      return judged(kind, collapsed(text));
    default:
      return judged(kind, without_plus(collapsed(text)));
  }
}

}  // namespace lineman::cwmp
