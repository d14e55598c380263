// All receivers of notifications that the settings name.
#pragma once

#include <memory>
#include <vector>

#include "mibs/door/snmp_settings.hpp"
#include "mibs/notifications/message.hpp"
#include "mibs/notifications/receiver.hpp"

namespace lineman::mibs {

class EventLoop;

// One thread: the loop's.
class Receivers final : public NotificationSink {
 public:
  // Fills `states`. Both outlive it.
  Receivers(EventLoop& loop, std::vector<ReceiverState>& states);

  // The receivers from now on; one that was there before keeps what it has: its counters, its
  // engine and what waits for an acknowledgement. Not from within a callback of the library.
  void set(const SnmpSettings& settings);

  bool send(const NotificationMessage& message) override;

 private:
  std::unique_ptr<Receiver> take(const SnmpReceiver& receiver, const SnmpUser* user);

  EventLoop& loop_;
  std::vector<ReceiverState>& states_;
  std::vector<std::unique_ptr<Receiver>> receivers_;
};

}  // namespace lineman::mibs
