// Writes an AgentX message, in network byte order. Pure.
#pragma once

#include <string>
#include <string_view>

#include "mibs/agentx/pdu.hpp"

namespace lineman::mibs::agentx {

class PduWriter {
 public:
  explicit PduWriter(const Header& header);

  void octet(std::uint8_t value);
  void number16(std::uint16_t value);
  void number32(std::uint32_t value);
  void octet_string(std::string_view text);
  void object_identifier(Arcs oid);

  void varbind(Arcs name, const SnmpValue& value);
  // One that is a type alone: noSuchObject, noSuchInstance, endOfMibView.
  void varbind(Arcs name, ValueType exception);
  void varbind(Arcs name, Arcs object_identifier);

  std::size_t size() const { return octets_.size(); }

  // The message with its length; nothing can be added after it.
  std::string finish();

 private:
  void begin_varbind(Arcs name, ValueType type);

  std::string octets_;
};

}  // namespace lineman::mibs::agentx
