// The messages of AgentX version 1 (RFC 2741, 6).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mibs/objects/object_tree.hpp"
#include "mibs/objects/snmp_value.hpp"

namespace lineman::mibs::agentx {

enum class PduType : std::uint8_t {
  open = 1,
  close = 2,
  register_subtree = 3,
  get = 5,
  get_next = 6,
  get_bulk = 7,
  test_set = 8,
  commit_set = 9,
  undo_set = 10,
  cleanup_set = 11,
  notify = 12,
  ping = 13,
  add_agent_caps = 16,
  response = 18,
};

// Of Header::flags.
inline constexpr std::uint8_t non_default_context = 0x08;
inline constexpr std::uint8_t network_byte_order = 0x10;

inline constexpr std::size_t header_size = 20;  // octets

// Without what only the wire needs: version and length.
struct Header {
  PduType type{};
  std::uint8_t flags = network_byte_order;
  std::uint32_t session = 0;
  std::uint32_t transaction = 0;
  std::uint32_t packet = 0;
};

// A whole message. What is in its payload says its type.
struct Frame {
  Header header;
  std::string payload;
};

using Oid = std::vector<Arc>;

inline constexpr std::size_t longest_oid = 128;

// 5.2: names from `start` on, itself only where `include` says so, up to `end` without it. An empty
// end is no end.
struct SearchRange {
  Oid start;
  bool include = false;
  Oid end;
};

// 5.4, types of a value.
enum class ValueType : std::uint16_t {
  integer = 2,
  octet_string = 4,
  null = 5,
  object_identifier = 6,
  ip_address = 64,
  counter32 = 65,
  gauge32 = 66,
  time_ticks = 67,
  opaque = 68,
  counter64 = 70,
  no_such_object = 128,
  no_such_instance = 129,
  end_of_mib_view = 130,
};

// What a manager wants to set. The text refers to the frame's payload.
struct SentVarbind {
  ValueType type{};
  Oid name;
  SentValue value;
};

}  // namespace lineman::mibs::agentx
