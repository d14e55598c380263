#include "daemon/signals.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <utility>

namespace lineman::daemon {

class Signals::State : public std::enable_shared_from_this<State> {
 public:
  State(boost::asio::io_context& loop, std::function<void()> end, std::function<void()> reload)
      : signals_{loop, SIGTERM, SIGINT, SIGHUP}, end_{std::move(end)}, reload_{std::move(reload)} {}

  void wait() {
    signals_.async_wait(
        [weak = weak_from_this()](const boost::system::error_code& error, int signal) {
          const auto self = weak.lock();
          if (error || !self) return;
          self->wait();
          (signal == SIGHUP ? self->reload_ : self->end_)();
        });
  }

 private:
  boost::asio::signal_set signals_;
  std::function<void()> end_;
  std::function<void()> reload_;
};

Signals::Signals(boost::asio::io_context& loop, std::function<void()> end,
                 std::function<void()> reload)
    : state_{std::make_shared<State>(loop, std::move(end), std::move(reload))} {
  std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): cannot fail for SIGPIPE
  state_->wait();
}

Signals::~Signals() = default;

}  // namespace lineman::daemon
