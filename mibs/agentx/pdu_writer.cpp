#include "mibs/agentx/pdu_writer.hpp"

namespace lineman::mibs::agentx {
namespace {

constexpr char version = 1;
constexpr std::size_t length_at = 16;

ValueType type_of(Syntax syntax) {
  switch (syntax) {
    case Syntax::integer:
      return ValueType::integer;
    case Syntax::unsigned32:
      return ValueType::gauge32;
    case Syntax::counter32:
      return ValueType::counter32;
    case Syntax::time_ticks:
      return ValueType::time_ticks;
    case Syntax::counter64:
      return ValueType::counter64;
    case Syntax::octets:
    case Syntax::other:
      return ValueType::octet_string;
  }
  return ValueType::octet_string;
}

}  // namespace

PduWriter::PduWriter(const Header& header) {
  octets_.push_back(version);
  octet(static_cast<std::uint8_t>(header.type));
  octet(network_byte_order);
  octet(0);  // reserved
  number32(header.session);
  number32(header.transaction);
  number32(header.packet);
  number32(0);  // the length, known at the end
}

void PduWriter::octet(std::uint8_t value) {
  octets_.push_back(static_cast<char>(value));
}

void PduWriter::number16(std::uint16_t value) {
  octet(static_cast<std::uint8_t>(value >> 8U));
  octet(static_cast<std::uint8_t>(value & 0xFFU));
}

void PduWriter::number32(std::uint32_t value) {
  number16(static_cast<std::uint16_t>(value >> 16U));
  number16(static_cast<std::uint16_t>(value & 0xFFFFU));
}

void PduWriter::octet_string(std::string_view text) {
  number32(static_cast<std::uint32_t>(text.size()));
  octets_ += text;
  while (octets_.size() % 4 != 0) octet(0);
}

void PduWriter::object_identifier(Arcs oid) {
  octet(static_cast<std::uint8_t>(oid.size()));
  octet(0);  // no prefix
  octet(0);  // include
  octet(0);  // reserved
  for (const auto arc : oid) number32(static_cast<std::uint32_t>(arc));
}

void PduWriter::begin_varbind(Arcs name, ValueType type) {
  number16(static_cast<std::uint16_t>(type));
  number16(0);  // reserved
  object_identifier(name);
}

void PduWriter::varbind(Arcs name, const SnmpValue& value) {
  const auto type = type_of(value.syntax);
  begin_varbind(name, type);
  if (type == ValueType::octet_string) {
    octet_string(value.text);
    return;
  }
  if (type == ValueType::counter64) number32(static_cast<std::uint32_t>(value.number >> 32U));
  number32(static_cast<std::uint32_t>(value.number & 0xFFFF'FFFFU));
}

void PduWriter::varbind(Arcs name, ValueType exception) {
  begin_varbind(name, exception);
}

void PduWriter::varbind(Arcs name, Arcs object) {
  begin_varbind(name, ValueType::object_identifier);
  object_identifier(object);
}

std::string PduWriter::finish() {
  const auto length = static_cast<std::uint32_t>(octets_.size() - header_size);
  for (std::size_t i = 0; i < 4; ++i) {
    octets_[length_at + i] = static_cast<char>((length >> (24 - 8 * i)) & 0xFFU);
  }
  return std::move(octets_);
}

}  // namespace lineman::mibs::agentx
