#include "mibs/waiting_reads.hpp"

#include "mibs/net_snmp/message.hpp"
#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/net_snmp/variable.hpp"
#include "mibs/objects/object_reader.hpp"
#include "mibs/objects/objects_root.hpp"
#include "mibs/standard/standard_tree.hpp"

namespace lineman::mibs {
WaitingReads::WaitingReads(Status& status, const ObjectTree& tree, std::function<void()> go_on)
    : status_{status}, tree_{tree}, go_on_{std::move(go_on)} {}

WaitingReads::~WaitingReads() {
  for (const auto& waiting : waiting_) snmp_free_pdu(waiting.copy);
}

bool WaitingReads::shows_counters(const snmp_pdu& pdu) const {
  for (const auto* var = pdu.variables; var != nullptr; var = var->next_variable) {
    const auto name = name_of(*var);
    if (leads_to_standard_objects(name)) return true;
    const auto below = below_objects(name);
    if (below.empty()) continue;
    const auto cell = pdu.command == SNMP_MSG_GET ? tree_.object(below) : tree_.next(below);
    if (cell && tells_of_core(cell->group)) return true;
  }
  return false;
}

bool WaitingReads::holds_back(snmp_session* session, const snmp_pdu& pdu) {
  if (!status_.core_is_connected() || status_.age() <= Status::fresh_enough) return false;
  if (!shows_counters(pdu) || !room_.take(varbinds_of(pdu))) return false;
  auto* const copy = snmp_clone_pdu(const_cast<snmp_pdu*>(&pdu));
  if (copy == nullptr) return false;
  waiting_.push_back({session, copy});
  if (waiting_.size() > 1) return true;
  status_.refresh([this, alive = std::weak_ptr<bool>{alive_}] {
    if (!alive.expired()) refreshed();
  });
  return true;
}

void WaitingReads::refreshed() {
  room_.clear();
  for (const auto& waiting : std::exchange(waiting_, {})) {
    handle_snmp_packet(NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE, waiting.session,
                       static_cast<int>(waiting.copy->reqid), waiting.copy, nullptr);
    snmp_free_pdu(waiting.copy);
  }
  go_on_();
}

}  // namespace lineman::mibs
