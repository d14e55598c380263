// The clock of a program that runs an Asio loop.
#pragma once

#include "daemon/clock.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::daemon {

// One thread: the loop's, which outlives the clock; the clock outlives its timers.
class AsioClock : public Clock {
 public:
  explicit AsioClock(boost::asio::io_context& loop) : loop_{loop} {}

  TimePoint now() const override { return TimePoint::clock::now(); }
  WallTime wall() const override { return WallTime::clock::now(); }
  std::unique_ptr<Timer> at(TimePoint when, std::function<void()> call) override;

 private:
  boost::asio::io_context& loop_;
};

}  // namespace lineman::daemon
