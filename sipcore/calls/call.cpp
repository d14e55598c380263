#include "sipcore/calls/call.hpp"

#include <utility>

#include "sipcore/registration/target_book.hpp"

namespace lineman::sipcore {

Call::Call(CallContext& context, CallInfo info, News news)
    : context_(context), info_(std::move(info)), news_(std::move(news)) {
  info_.since = wall_seconds(context.clock);
}

void Call::enter(CallState state) {
  if (over_ || info_.state == state) return;
  info_.state = state;
  info_.since = wall_seconds(context_.clock);
  news_.changed(*this);
}

void Call::end(const std::string& why) {
  if (std::exchange(over_, true)) return;
  news_.ended(*this, why);
}

}  // namespace lineman::sipcore
