#include "daemon/asio_clock.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <utility>

namespace lineman::daemon {
namespace {

class AsioTimer : public Timer {
 public:
  AsioTimer(boost::asio::io_context& loop, TimePoint when, std::function<void()> call)
      : timer_{loop, when} {
    // A timer that was destroyed after it had expired is still called, with success: `alive` tells.
    timer_.async_wait([call = std::move(call), alive = std::weak_ptr<char>{alive_}](
                          const boost::system::error_code& error) {
      if (!error && !alive.expired()) call();
    });
  }

 private:
  std::shared_ptr<char> alive_ = std::make_shared<char>();
  boost::asio::steady_timer timer_;
};

}  // namespace

std::unique_ptr<Timer> AsioClock::at(TimePoint when, std::function<void()> call) {
  return std::make_unique<AsioTimer>(loop_, when, std::move(call));
}

}  // namespace lineman::daemon
