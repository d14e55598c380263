#include "mibs/notifications/receivers.hpp"

#include <algorithm>
#include <stdexcept>

#include "daemon/log.hpp"
#include "mibs/net_snmp/event_loop.hpp"

namespace lineman::mibs {
namespace {

const SnmpUser* user_of(const SnmpReceiver& receiver, const SnmpSettings& settings) {
  if (receiver.version != ReceiverVersion::v3) return nullptr;
  const auto found = std::ranges::find(settings.users, receiver.user, &SnmpUser::name);
  if (found == settings.users.end()) {
    throw std::runtime_error{"there is no SNMP user " + receiver.user};
  }
  return &*found;
}

}  // namespace

Receivers::Receivers(EventLoop& loop, std::vector<ReceiverState>& states)
    : loop_{loop}, states_{states} {}

std::unique_ptr<Receiver> Receivers::take(const SnmpReceiver& receiver, const SnmpUser* user) {
  const auto found = std::ranges::find_if(
      receivers_, [&](const auto& one) { return one && one->is(receiver, user); });
  return found == receivers_.end() ? nullptr : std::move(*found);
}

void Receivers::set(const SnmpSettings& settings) {
  const auto count = std::min<std::size_t>(settings.receivers.size(), datamodel::maximum_receivers);
  std::vector<ReceiverState> states(count);
  std::vector<std::unique_ptr<Receiver>> receivers;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& receiver = settings.receivers[i];
    const auto* const user = user_of(receiver, settings);
    auto one = take(receiver, user);
    if (one) {
      states[i] = one->state();
      one->move_to(states[i]);
    } else {
      states[i] = {receiver.address, receiver.version, receiver.inform};
      one = std::make_unique<Receiver>(receiver, user, settings.engine_id, states[i],
                                       [&loop = loop_](int socket) { loop.forget(socket); });
    }
    receivers.push_back(std::move(one));
  }
  receivers_ = std::move(receivers);
  states_ = std::move(states);
  log::info("SNMP notifications go to " + std::to_string(count) +
            (count == 1 ? " receiver" : " receivers"));
  loop_.sync();
}

bool Receivers::send(const NotificationMessage& message) {
  const auto now = up_time();
  for (const auto& receiver : receivers_) receiver->send(message, now);
  if (!receivers_.empty()) loop_.sync();
  return !receivers_.empty();
}

}  // namespace lineman::mibs
