#include "sipcore/network/stream_wire.hpp"

#include <sys/socket.h>

#include <cerrno>

#include "sipcore/network/socket_error.hpp"

namespace lineman::sipcore {

namespace {

using State = WireResult::State;

class PlainWire : public StreamWire {
 public:
  explicit PlainWire(int descriptor) : descriptor_(descriptor) {}

  WireResult begin() override { return {}; }

  WireResult read(std::span<char> into) override {
    const auto length = ::recv(descriptor_, into.data(), into.size(), MSG_DONTWAIT);
    if (length > 0) return {.octets = static_cast<std::size_t>(length)};
    if (length == 0) {
      return {.state = State::ended,
              .error = {TransportFailure::connect, "the peer closed the connection"}};
    }
    return trouble(State::wants_read);
  }

  WireResult write(std::string_view octets) override {
    const auto length =
        ::send(descriptor_, octets.data(), octets.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (length >= 0) return {.octets = static_cast<std::size_t>(length)};
    return trouble(State::wants_write);
  }

  void end() override {}

 private:
  static WireResult trouble(State again) {
    if (would_block(errno)) return {.state = again};
    return {.state = State::failed,
            .error = {TransportFailure::connect, error_now("the connection broke").sentence}};
  }

  int descriptor_;
};

}  // namespace

std::unique_ptr<StreamWire> plain_wire(int descriptor) {
  return std::make_unique<PlainWire>(descriptor);
}

}  // namespace lineman::sipcore
