// A varlink client in an Asio loop.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "varlink/answer.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::varlink {

// One connection. Calls go out one at a time, in their order; each waits for the last reply to the
// one before. Callbacks come from the loop, never from within a function of the client. One thread:
// the loop's, which outlives the client.
class Client {
 public:
  // Each reply to a call with `more`; the last one has `continues` unset or is a failure. For other
  // calls: exactly one.
  using OnAnswer = std::function<void(Answer)>;
  using OnClosed = std::function<void(const Failure&)>;

  explicit Client(boost::asio::io_context& loop);
  // Nothing is called any more.
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // A local socket accepts at once or not at all. The error is a sentence that names the path.
  // `closed` is called when the connection ends by itself (end of file, an error, a message that is
  // none), after all calls in flight were answered.
  tl::expected<void, std::string> connect(const std::string& path, OnClosed closed);
  bool connected() const;
  // Everything in flight is answered not_connected; `closed` is not called.
  void close();

  // `timeout` is for the whole call, its time in line included; zero: none. A call that timed out
  // keeps its place in line until its answer is here, which is dropped, since varlink's replies
  // have no number.
  void call(Call call, std::chrono::steady_clock::duration timeout, OnAnswer answer);
  // Nobody wants a reply.
  void send(Call call);

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace lineman::varlink
