#include "mibs/notifications/receiver.hpp"

#include "daemon/log.hpp"

namespace lineman::mibs {
namespace {

void say(bool good, const std::string& sentence) {
  log::write(good ? log::Level::info : log::Level::warning, log::Event::snmp_receiver, sentence,
             {{"LINEMAN_DOOR", "snmp"}});
}

}  // namespace

Receiver::Receiver(const SnmpReceiver& receiver, const SnmpUser* user, const std::string& engine_id,
                   ReceiverState& state, std::function<void(int)> forget)
    : receiver_{receiver}, record_{state, say}, session_{receiver, engine_id, std::move(forget)} {
  if (receiver.inform) informs_.emplace(session_, record_, user);
}

bool Receiver::is(const SnmpReceiver& receiver, const SnmpUser* user) const {
  return receiver_ == receiver && (!informs_ || informs_->is_of(user));
}

void Receiver::send(const NotificationMessage& message, unsigned long up_time) {
  auto pdu = notification_pdu(message, up_time, receiver_.inform);
  if (!pdu) return record_.lost("there is no memory for them");
  if (informs_) return informs_->send(std::move(pdu));
  send_trap(std::move(pdu));
}

void Receiver::send_trap(PduPointer pdu) {
  if (!session_.send(std::move(pdu))) return record_.lost(session_.problem());
  record_.sent();
  record_.left();
}

}  // namespace lineman::mibs
