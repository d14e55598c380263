#include "mibs/agentx/pdu_reader.hpp"

#include <array>

namespace lineman::mibs::agentx {
namespace {

// What a prefix stands for: internet, and the arc below it.
constexpr std::array<Arc, 4> internet = {1, 3, 6, 1};

constexpr std::size_t padded(std::size_t size) {
  return (size + 3) / 4 * 4;
}

}  // namespace

std::string_view PduReader::take(std::size_t size) {
  if (!good_ || size > rest_.size()) {
    good_ = false;
    rest_ = {};
    return {};
  }
  const auto taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

std::uint64_t PduReader::number(std::size_t size) {
  const auto octets = take(size);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < octets.size(); ++i) {
    const auto at = network_order_ ? i : octets.size() - 1 - i;
    value = (value << 8U) | static_cast<unsigned char>(octets[at]);
  }
  return value;
}

std::uint8_t PduReader::octet() {
  return static_cast<std::uint8_t>(number(1));
}

std::uint16_t PduReader::number16() {
  return static_cast<std::uint16_t>(number(2));
}

std::uint32_t PduReader::number32() {
  return static_cast<std::uint32_t>(number(4));
}

std::uint64_t PduReader::number64() {
  return number(8);
}

std::string_view PduReader::octet_string() {
  const std::size_t size = number32();
  if (size > rest_.size()) good_ = false;
  return take(padded(size)).substr(0, size);
}

Oid PduReader::object_identifier(bool& include) {
  const std::size_t count = octet();
  const Arc prefix = octet();
  include = octet() != 0;
  octet();  // reserved
  Oid oid;
  if (count > longest_oid) good_ = false;
  if (prefix != 0) {
    oid.assign(internet.begin(), internet.end());
    oid.push_back(prefix);
  }
  for (std::size_t i = 0; i < count && good_; ++i) oid.push_back(number32());
  if (oid.size() > longest_oid) good_ = false;
  return oid;
}

SearchRange PduReader::search_range() {
  SearchRange range;
  bool unused = false;
  range.start = object_identifier(range.include);
  range.end = object_identifier(unused);
  return range;
}

SentValue PduReader::value(ValueType type) {
  bool unused = false;
  switch (type) {
    case ValueType::integer:
      return {Syntax::integer, static_cast<std::int32_t>(number32()), {}};
    case ValueType::gauge32:
      return {Syntax::unsigned32, number32(), {}};
    case ValueType::octet_string:
      return {Syntax::octets, 0, octet_string()};
    case ValueType::counter32:
    case ValueType::time_ticks:
      number32();
      return {};
    case ValueType::counter64:
      number64();
      return {};
    case ValueType::object_identifier:
      object_identifier(unused);
      return {};
    case ValueType::ip_address:
    case ValueType::opaque:
      octet_string();
      return {};
    case ValueType::null:
    case ValueType::no_such_object:
    case ValueType::no_such_instance:
    case ValueType::end_of_mib_view:
      return {};
  }
  good_ = false;
  return {};
}

SentVarbind PduReader::varbind() {
  SentVarbind varbind;
  varbind.type = static_cast<ValueType>(number16());
  number16();  // reserved
  bool unused = false;
  varbind.name = object_identifier(unused);
  varbind.value = value(varbind.type);
  return varbind;
}

}  // namespace lineman::mibs::agentx
