#include "sipcore/calls/hop_walk.hpp"

#include <algorithm>
#include <utility>

namespace lineman::sipcore {

HopWalk::HopWalk(Clock& clock, RequestRouter& router, Calls calls)
    : clock_(clock), router_(router), calls_(std::move(calls)) {}

bool HopWalk::begin(const std::optional<Target>& except) {
  stop();
  hops_ = router_.hops();
  at_ = 0;
  const auto is_excepted = [&](const Hop& hop) { return hop.target == except; };
  if (!std::ranges::all_of(hops_, is_excepted)) std::erase_if(hops_, is_excepted);
  if (hops_.empty()) return false;
  prepare();
  return true;
}

void HopWalk::stop() {
  ticket_.reset();
  soon_.reset();
}

void HopWalk::prepare() {
  if (!hop().link) {
    soon_ = clock_.after({}, [this] {
      router_.failed(hop(), {.cause = Cause::send, .reason = "no socket towards it"});
      next();
    });
    return;
  }
  ticket_ = router_.make_ready(hop(), [this](bool ready) {
    // The ticket is the router's until its call is over.
    soon_ = clock_.after({}, [this, ready] {
      ticket_.reset();
      if (ready) return calls_.ready();
      next();
    });
  });
}

void HopWalk::next() {
  stop();
  if (last()) {
    soon_ = clock_.after({}, [this] { calls_.exhausted(); });
    return;
  }
  ++at_;
  prepare();
}

}  // namespace lineman::sipcore
