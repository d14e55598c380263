// Cuts what comes from the master agent into messages. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mibs/agentx/pdu.hpp"

namespace lineman::mibs::agentx {

class FrameBuffer {
 public:
  void add(std::string_view octets) { octets_ += octets; }

  // The next whole message, in the order in which they came. Nothing: more octets are needed, or
  // broken().
  std::optional<Frame> next();

  // What came is no AgentX version 1 (RFC 2741, 6.1), or is longer than maximum_payload; what
  // follows cannot be read any more.
  bool broken() const { return broken_; }

 private:
  std::string octets_;
  bool broken_ = false;
};

}  // namespace lineman::mibs::agentx
