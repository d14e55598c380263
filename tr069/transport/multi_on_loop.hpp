// libcurl's multi interface on the agent's loop: its sockets as descriptors of Asio, its timeout as
// a timer.
#pragma once

#include <curl/curl.h>

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace lineman::cwmp {

// For one easy handle at a time, with the connections that it leaves open. One thread: the loop's,
// which outlives it. It may be destroyed at any time but from within libcurl's own callbacks, with
// a transfer under way too; it goes before the easy handle does.
class MultiOnLoop {
 public:
  using OnDone = std::function<void(CURLcode)>;

  explicit MultiOnLoop(boost::asio::io_context& loop);
  ~MultiOnLoop();
  MultiOnLoop(const MultiOnLoop&) = delete;
  MultiOnLoop& operator=(const MultiOnLoop&) = delete;

  // `done` is called once from the loop, never from within start(), and not after the destruction.
  void start(CURL* easy, OnDone done);

  // Calls from the loop, unless it was destroyed by then.
  void later(std::function<void()> call);

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace lineman::cwmp
