// The rows that there are, as the configuration, the SIP core and the notifications have them.
#pragma once

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/notification_state.hpp"
#include "agent/interfaces/status.hpp"
#include "mibs/objects/object_tree.hpp"

namespace lineman::mibs {

class ExtentOfPhone : public Extent {
 public:
  // All outlive it.
  ExtentOfPhone(const Configuration& configuration, const Status& status,
                const NotificationState& notifications)
      : configuration_{configuration}, status_{status}, notifications_{notifications} {}

  unsigned accounts() const override { return configuration_.accounts(); }

  unsigned targets(unsigned account, unsigned server) const override {
    const auto accounts = status_.accounts();
    if (account > accounts.size()) return 0;
    return static_cast<unsigned>(accounts[account - 1].servers.at(server - 1).targets.size());
  }

  IndexRange events() const override {
    const auto& events = notifications_.events;
    if (events.empty()) return {};
    return {events.front().index, events.back().index};
  }

  unsigned receivers() const override {
    return static_cast<unsigned>(notifications_.receivers.size());
  }

 private:
  const Configuration& configuration_;
  const Status& status_;
  const NotificationState& notifications_;
};

}  // namespace lineman::mibs
