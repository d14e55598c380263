#include "mibs/objects/snmp_value.hpp"

#include <ctime>

namespace lineman::mibs {
namespace {

using datamodel::Kind;
using datamodel::Type;
using datamodel::Verdict;

// RFC 2579, TruthValue.
constexpr std::uint64_t truth_true = 1;
constexpr std::uint64_t truth_false = 2;

constexpr std::uint64_t truth(bool value) {
  return value ? truth_true : truth_false;
}

// At most as many octets as the kind's characters may take, cut between characters.
std::string fitting(const Kind& kind, std::string_view text) {
  const auto limit = static_cast<std::size_t>(4 * kind.maximum);
  if (text.size() <= limit) return std::string{text};
  auto end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string{text.substr(0, end)};
}

std::string text_of(const Kind& kind, const SentValue& sent) {
  switch (kind.type) {
    case Type::boolean:
      return sent.number == static_cast<std::int64_t>(truth_true) ? "1" : "0";
    case Type::seconds:
      return datamodel::seconds_text(sent.number);
    case Type::enumeration:
    case Type::unsigned_integer:
    case Type::integer:
      return std::to_string(sent.number);
    default:
      return std::string{sent.text};
  }
}

bool is_no_truth(const Kind& kind, const SentValue& sent) {
  return kind.type == Type::boolean && sent.number != static_cast<std::int64_t>(truth_true) &&
         sent.number != static_cast<std::int64_t>(truth_false);
}

}  // namespace

Syntax syntax_of(const Kind& kind) {
  switch (kind.type) {
    case Type::boolean:
    case Type::enumeration:
    case Type::integer:
      return Syntax::integer;
    case Type::unsigned_integer:
    case Type::seconds:
    case Type::gauge:
      return Syntax::unsigned32;
    case Type::counter:
      return Syntax::counter64;
    case Type::text:
    case Type::host:
    case Type::networks:
    case Type::timestamp:
    case Type::date_time:
      return Syntax::octets;
  }
  return Syntax::other;
}

SnmpValue to_snmp(const datamodel::Parameter& row, std::string_view stored) {
  const auto syntax = syntax_of(row.kind);
  if (syntax == Syntax::octets) {
    return {syntax, 0, row.secret ? std::string{} : std::string{stored}};
  }
  if (row.kind.type == Type::boolean) return {syntax, truth(stored == "1")};
  const auto number = row.kind.type == Type::seconds ? datamodel::to_milliseconds(stored)
                                                     : datamodel::to_integer(stored);
  return {syntax, static_cast<std::uint64_t>(number.value_or(0))};
}

SnmpValue to_snmp(const Kind& kind, std::uint64_t number) {
  const auto syntax = syntax_of(kind);
  if (kind.type == Type::timestamp) {
    return {syntax, 0, date_and_time(static_cast<std::int64_t>(number))};
  }
  if (kind.type == Type::boolean) return {syntax, truth(number != 0)};
  constexpr std::uint64_t most = 0xFFFF'FFFF;
  return {syntax, syntax == Syntax::unsigned32 && number > most ? most : number};
}

SnmpValue to_snmp(const Kind& kind, std::string_view text) {
  return {Syntax::octets, 0, fitting(kind, text)};
}

std::string date_and_time(std::int64_t seconds_since_epoch) {
  const auto time = static_cast<std::time_t>(seconds_since_epoch);
  std::tm parts{};
  if (seconds_since_epoch <= 0 || ::gmtime_r(&time, &parts) == nullptr) return std::string(8, '\0');
  const auto octet = [](int value) { return static_cast<char>(value & 0xFF); };
  const int year = parts.tm_year + 1900;
  return {octet(year >> 8),
          octet(year),
          octet(parts.tm_mon + 1),
          octet(parts.tm_mday),
          octet(parts.tm_hour),
          octet(parts.tm_min),
          octet(parts.tm_sec),
          '\0',
          '+',
          '\0',
          '\0'};
}

tl::expected<std::string, SnmpError> from_snmp(const datamodel::Parameter& row,
                                               const SentValue& sent) {
  if (sent.syntax != syntax_of(row.kind)) return tl::unexpected{SnmpError::wrong_type};
  if (is_no_truth(row.kind, sent)) return tl::unexpected{SnmpError::wrong_value};
  auto text = text_of(row.kind, sent);
  const auto verdict = datamodel::problem_with(row.kind, text);
  if (verdict == Verdict::good) return text;
  return tl::unexpected{error_of(datamodel::code_of(verdict))};
}

}  // namespace lineman::mibs
