#include "mibs/notifications/receiver_record.hpp"

namespace lineman::mibs {

void ReceiverRecord::acknowledged() {
  ++state_->acknowledged;
  end_outage();
}

void ReceiverRecord::lost(const std::string& why) {
  if (!outage_) {
    outage_ = true;
    lost_before_ = state_->lost;
    say_(false, "notifications to " + state_->address + " are lost: " + why);
  }
  ++state_->lost;
}

void ReceiverRecord::end_outage() {
  if (!outage_) return;
  outage_ = false;
  const auto lost = state_->lost - lost_before_;
  say_(true, "notifications to " + state_->address + " arrive again; " + std::to_string(lost) +
                 (lost == 1 ? " was lost" : " were lost"));
}

}  // namespace lineman::mibs
