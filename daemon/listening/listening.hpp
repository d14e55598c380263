// A door's listening addresses: opened, tried again, logged.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/listening/listener.hpp"

namespace lineman::daemon {

inline constexpr std::chrono::seconds listen_retry{5};

// One thread: the loop's; loop and clock outlive it.
class Listening {
 public:
  struct Hooks {
    Accepting::OnAccepted accepted;
    std::function<void()> opened{};  // one more address is open; may be nothing
  };

  // `what` is taken there: "connection requests". Sockets that were handed over stand in place of
  // `addresses`.
  Listening(boost::asio::io_context& loop, Clock& clock, std::string what,
            std::vector<std::string> addresses, const std::vector<int>& inherited, Hooks hooks);

  void open();  // what cannot be opened is tried again after listen_retry; idempotent
  void close();

  const std::vector<std::unique_ptr<Listener>>& listeners() const { return listeners_; }

 private:
  void open(Listener& listener);

  Clock& clock_;
  std::string what_;
  std::function<void()> opened_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  std::unique_ptr<Timer> retry_;
};

}  // namespace lineman::daemon
