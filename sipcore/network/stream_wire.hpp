// What the octets of a connection go through: the socket alone, or TLS on it.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "sipcore/network/transport.hpp"

namespace lineman::sipcore {

struct WireResult {
  enum class State : std::uint8_t { done, wants_read, wants_write, ended, failed };
  State state = State::done;
  std::size_t octets = 0;  // done: how many were read or written
  TransportError error{};  // ended and failed
};

// On a connected socket that does not block and that somebody else owns. After `wants_...` the same
// call is made again once the socket is ready; `ended` is the peer's orderly end.
class StreamWire {
 public:
  virtual ~StreamWire() = default;

  virtual WireResult begin() = 0;  // the handshake, if there is one
  virtual WireResult read(std::span<char> into) = 0;
  virtual WireResult write(std::string_view octets) = 0;
  virtual void end() = 0;  // says goodbye as far as that does not block
};

std::unique_ptr<StreamWire> plain_wire(int descriptor);

}  // namespace lineman::sipcore
