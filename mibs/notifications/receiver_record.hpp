// What became of the notifications to one receiver: its counters, and its outages. Pure.
#pragma once

#include <functional>
#include <string>

#include "agent/interfaces/notification_state.hpp"

namespace lineman::mibs {

// The beginning and the end of an outage are told once each, however many notifications are lost
// in between.
class ReceiverRecord {
 public:
  // A sentence for the log; `good` where an outage is over.
  using Say = std::function<void(bool good, const std::string& sentence)>;

  ReceiverRecord(ReceiverState& state, Say say) : state_{&state}, say_{std::move(say)} {}

  // The receiver's state stands elsewhere from now on.
  void move_to(ReceiverState& state) { state_ = &state; }

  void sent() { ++state_->sent; }
  void pending(std::size_t informs) { state_->pending = static_cast<std::uint32_t>(informs); }

  // A trap left the machine: more is never known of it.
  void left() { end_outage(); }
  void acknowledged();
  // `why` is a clause that follows the address: "it does not answer".
  void lost(const std::string& why);

  const ReceiverState& state() const { return *state_; }

 private:
  void end_outage();

  ReceiverState* state_;
  Say say_;
  bool outage_ = false;
  std::uint64_t lost_before_ = 0;  // when the outage began
};

}  // namespace lineman::mibs
