// One receiver of notifications.
#pragma once

#include <optional>

#include "mibs/notifications/informs.hpp"

namespace lineman::mibs {

class Receiver {
 public:
  // `user` of a receiver of version 3. `state` stays where it is, or move_to() is told where it is;
  // `forget` as in ReceiverSession.
  Receiver(const SnmpReceiver& receiver, const SnmpUser* user, const std::string& engine_id,
           ReceiverState& state, std::function<void(int)> forget);

  void send(const NotificationMessage& message, unsigned long up_time);

  // Whether the settings still mean this one.
  bool is(const SnmpReceiver& receiver, const SnmpUser* user) const;
  const ReceiverState& state() const { return record_.state(); }
  void move_to(ReceiverState& state) { record_.move_to(state); }

 private:
  void send_trap(PduPointer pdu);

  SnmpReceiver receiver_;
  ReceiverRecord record_;
  ReceiverSession session_;
  std::optional<Informs> informs_;
};

}  // namespace lineman::mibs
