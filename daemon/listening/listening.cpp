#include "daemon/listening/listening.hpp"

#include <utility>

#include "daemon/log.hpp"

namespace lineman::daemon {

Listening::Listening(boost::asio::io_context& loop, Clock& clock, std::string what,
                     std::vector<std::string> addresses, const std::vector<int>& inherited,
                     Hooks hooks)
    : clock_{clock}, what_{std::move(what)}, opened_{std::move(hooks.opened)} {
  for (const auto descriptor : inherited)
    listeners_.push_back(make_inherited_listener(loop, clock, descriptor, hooks.accepted));
  if (!inherited.empty()) return;
  for (auto& address : addresses)
    listeners_.push_back(make_listener(loop, clock, std::move(address), hooks.accepted));
}

void Listening::open() {
  bool all = true;
  bool any_new = false;
  for (auto& listener : listeners_) {
    if (!listener->is_open()) {
      open(*listener);
      any_new = any_new || listener->is_open();
    }
    all = all && listener->is_open();
  }
  retry_ = all ? nullptr : clock_.after(listen_retry, [this] { open(); });
  // Once for all of them: whoever is told looks at each.
  if (any_new && opened_) opened_();
}

void Listening::open(Listener& listener) {
  const auto before = listener.problem();
  listener.open();
  if (listener.is_open()) {
    log::info(log::Event::door_open, what_ + " are taken at " + listener.address());
  } else if (listener.problem() != before) {
    log::error(log::Event::door_failed, what_ + " cannot be taken at " + listener.address() + ": " +
                                            listener.problem() + "; it is tried again");
  }
}

void Listening::close() {
  retry_.reset();
  for (auto& listener : listeners_) {
    if (listener->is_open())
      log::info(log::Event::door_closed, what_ + " are no longer taken at " + listener->address());
    listener->close();
  }
}

}  // namespace lineman::daemon
