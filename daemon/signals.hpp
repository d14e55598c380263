// The signals of a daemon.
#pragma once

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace lineman::daemon {

// SIGTERM and SIGINT end, SIGHUP reloads, SIGPIPE is ignored from its construction on. Functions
// are called from the loop, which outlives it.
class Signals {
 public:
  Signals(boost::asio::io_context& loop, std::function<void()> end, std::function<void()> reload);
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace lineman::daemon
