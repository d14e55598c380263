// The way of one request along the hops of its account, from the first to the last.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "sipcore/registration/request_router.hpp"

namespace lineman::sipcore {

// Pure.
class HopWalk {
 public:
  struct Calls {
    std::function<void()> ready;      // hop() may be sent to
    std::function<void()> exhausted;  // no hop is left
  };

  // `clock` and `router` outlive it. The calls come from the loop.
  HopWalk(Clock& clock, RequestRouter& router, Calls calls);

  // From the first hop of the present order; without that of `except`, where another one is left.
  // False: there is none, and nothing is called.
  bool begin(const std::optional<Target>& except = std::nullopt);
  // The hop in use failed, or could not be got ready.
  void next();
  void stop();

  // After begin().
  const Hop& hop() const { return hops_[at_]; }
  bool last() const { return at_ + 1 == hops_.size(); }

 private:
  void prepare();

  Clock& clock_;
  RequestRouter& router_;
  Calls calls_;
  std::vector<Hop> hops_{};
  std::size_t at_ = 0;
  std::unique_ptr<RequestRouter::Ticket> ticket_{};
  std::unique_ptr<Timer> soon_{};
};

}  // namespace lineman::sipcore
