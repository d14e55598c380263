// Reads the payload of an AgentX message. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "mibs/agentx/pdu.hpp"

namespace lineman::mibs::agentx {

// What is read beyond the end or in a form that RFC 2741 does not have is zero or empty, and from
// then on good() is false. Refers to the payload.
class PduReader {
 public:
  PduReader(std::string_view payload, std::uint8_t flags)
      : rest_{payload}, network_order_{(flags & network_byte_order) != 0} {}

  bool good() const { return good_; }
  bool at_end() const { return rest_.empty(); }

  std::uint8_t octet();
  std::uint16_t number16();
  std::uint32_t number32();
  std::uint64_t number64();
  std::string_view octet_string();
  SearchRange search_range();
  SentVarbind varbind();

  // 5.1; `include` is the octet of that name.
  Oid object_identifier(bool& include);

 private:
  std::string_view take(std::size_t size);
  std::uint64_t number(std::size_t size);
  SentValue value(ValueType type);

  std::string_view rest_;
  bool network_order_;
  bool good_ = true;
};

}  // namespace lineman::mibs::agentx
