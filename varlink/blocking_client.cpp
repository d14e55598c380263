#include "varlink/blocking_client.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <system_error>
#include <utility>

#include "varlink/connect_socket.hpp"

namespace lineman::varlink {
namespace {

using Clock = std::chrono::steady_clock;
using Unexpected = tl::unexpected<Failure>;

std::optional<Clock::time_point> deadline_of(BlockingClient::Timeout timeout) {
  if (!timeout) return std::nullopt;
  return Clock::now() + *timeout;
}

Unexpected lost(int error) {
  return Unexpected({FailureKind::not_connected, std::generic_category().message(error)});
}

// As poll() takes it: rounded up, -1 for ever.
int milliseconds_until(const std::optional<Clock::time_point>& deadline) {
  if (!deadline) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<decltype(left)>(left, 0, std::numeric_limits<int>::max()));
}

}  // namespace

tl::expected<BlockingClient, Failure> BlockingClient::connect(const std::string& path) {
  const auto descriptor = connect_to(path);
  if (!descriptor) return Unexpected({FailureKind::not_connected, descriptor.error()});
  return BlockingClient(*descriptor);
}

BlockingClient::BlockingClient(BlockingClient&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), input_(std::move(other.input_)) {}

BlockingClient& BlockingClient::operator=(BlockingClient&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(input_, other.input_);
  return *this;
}

BlockingClient::~BlockingClient() {
  if (descriptor_ >= 0) close(descriptor_);
}

Answer BlockingClient::call(Call call, Timeout timeout) {
  call.more = false;
  const auto deadline = deadline_of(timeout);
  if (const auto written = write(call, deadline); !written) return Unexpected(written.error());
  if (call.oneway) return Reply{};
  auto reply = read(deadline);
  if (reply && reply->continues) {
    return Unexpected({FailureKind::protocol, "several replies to a call for one"});
  }
  return reply;
}

Answer BlockingClient::stream(Call call, Timeout timeout,
                              const std::function<bool(const Reply&)>& each) {
  call.more = true;
  call.oneway = false;
  if (const auto written = write(call, deadline_of(timeout)); !written) {
    return Unexpected(written.error());
  }
  while (true) {
    auto reply = read(deadline_of(timeout));
    if (!reply) return reply;
    const bool go_on = each(*reply);
    if (!go_on || !reply->continues) return reply;
  }
}

tl::expected<void, Failure> BlockingClient::wait(short events, const Deadline& deadline) const {
  while (true) {
    pollfd entry{.fd = descriptor_, .events = events, .revents = 0};
    const int ready = poll(&entry, 1, milliseconds_until(deadline));
    if (ready > 0) return {};
    if (ready == 0) return Unexpected({FailureKind::timed_out, "no answer in time"});
    if (errno != EINTR) return lost(errno);
  }
}

tl::expected<void, Failure> BlockingClient::write(const Call& call, const Deadline& deadline) {
  const auto message = print(call);
  std::string_view rest = message;
  while (!rest.empty()) {
    const auto sent = ::send(descriptor_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    // A server that turns us away says why before it closes: that is still to be read.
    if (errno == EPIPE || errno == ECONNRESET) return {};
    if (errno == EINTR) continue;
    if (errno != EAGAIN) return lost(errno);
    if (auto ready = wait(POLLOUT, deadline); !ready) return ready;
  }
  return {};
}

Answer BlockingClient::read(const Deadline& deadline) {
  std::array<char, 4096> chunk{};
  while (true) {
    if (const auto frame = input_.next()) {
      auto reply = parse_reply(*frame);
      if (!reply) return Unexpected({FailureKind::protocol, reply.error()});
      return std::move(*reply);
    }
    if (input_.too_long()) {
      return Unexpected({FailureKind::protocol,
                         "the reply is longer than " + std::to_string(maximum_frame) + " octets"});
    }
    const auto got = recv(descriptor_, chunk.data(), chunk.size(), 0);
    if (got > 0) {
      input_.append({chunk.data(), static_cast<std::size_t>(got)});
      continue;
    }
    if (got == 0) return Unexpected({FailureKind::not_connected, "the other side closed"});
    if (errno == EINTR) continue;
    if (errno != EAGAIN) return lost(errno);
    if (const auto ready = wait(POLLIN, deadline); !ready) return Unexpected(ready.error());
  }
}

}  // namespace lineman::varlink
