// A varlink client for a program that does one thing after the other (linemanctl).
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "varlink/answer.hpp"
#include "varlink/frame_buffer.hpp"

namespace lineman::varlink {

// One connection, one call at a time, on the caller's thread. After a failure the connection is of
// no use any more.
class BlockingClient {
 public:
  using Timeout = std::optional<std::chrono::milliseconds>;  // nothing: for ever

  static tl::expected<BlockingClient, Failure> connect(const std::string& path);

  BlockingClient(BlockingClient&& other) noexcept;
  BlockingClient& operator=(BlockingClient&& other) noexcept;
  BlockingClient(const BlockingClient&) = delete;
  BlockingClient& operator=(const BlockingClient&) = delete;
  ~BlockingClient();

  // `timeout` is for the whole call.
  Answer call(Call call, Timeout timeout);

  // A call with `more`: `each` is given every reply, the last one included, and says whether to go
  // on. The answer is the last reply; where `each` stopped, the one it stopped at. `timeout` is for
  // each reply.
  Answer stream(Call call, Timeout timeout, const std::function<bool(const Reply&)>& each);

 private:
  using Deadline = std::optional<std::chrono::steady_clock::time_point>;

  explicit BlockingClient(int descriptor) : descriptor_(descriptor) {}
  tl::expected<void, Failure> write(const Call& call, const Deadline& deadline);
  Answer read(const Deadline& deadline);
  tl::expected<void, Failure> wait(short events, const Deadline& deadline) const;

  int descriptor_ = -1;
  FrameBuffer input_{};
};

}  // namespace lineman::varlink
