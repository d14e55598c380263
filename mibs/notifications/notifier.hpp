// From what happens to what is logged and sent.
#pragma once

#include "agent/interfaces/configuration.hpp"
#include "agent/interfaces/status.hpp"
#include "daemon/clock.hpp"
#include "mibs/notifications/account_watch.hpp"
#include "mibs/notifications/event_log.hpp"
#include "mibs/notifications/message.hpp"
#include "mibs/notifications/notification_rates.hpp"

namespace lineman::mibs {

// Every event is in the event log. It is sent while network.snmp.enable is 1, unless there were too
// many of its kind. Knows no protocol. One thread: the loop's.
class Notifier {
 public:
  // All outlive it. `reader` reads `state`, too.
  struct Parts {
    const Configuration& configuration;
    const Status& status;
    Clock& clock;
    const ObjectReader& reader;
    NotificationState& state;
    NotificationSink& sink;
  };

  explicit Notifier(const Parts& parts);

  // An event without a time happened now; its index is set here.
  void raise(LoggedEvent event);

  // The SIP core said how its accounts are.
  void status_changed();

 private:
  Parts is_;
  EventLog log_;
  NotificationRates rates_;
  AccountWatch accounts_;
};

}  // namespace lineman::mibs
