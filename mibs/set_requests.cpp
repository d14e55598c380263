#include "mibs/set_requests.hpp"

#include <utility>

#include "mibs/door/limits.hpp"
#include "mibs/net_snmp/message.hpp"
#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs {
namespace {

constexpr char list_key[] = "lineman.set";

// Sends `copy` back as the response to itself. Takes it over.
void respond(snmp_session* session, snmp_pdu* copy, SetAnswer answer) {
  copy->command = SNMP_MSG_RESPONSE;
  copy->errstat = answer.status;
  copy->errindex = answer.index;
  snmp_increment_statistic(STAT_SNMPOUTPKTS);
  if (snmp_send(session, copy) == 0) snmp_free_pdu(copy);
}

bool is_secure(const snmp_pdu& pdu) {
  return pdu.version == SNMP_VERSION_3 && pdu.securityLevel == SNMP_SEC_LEVEL_AUTHPRIV;
}

}  // namespace

// Belongs to the library's session for the request, and goes with it: then the answer is known.
struct SetRequests::Running {
  struct Repeat {
    snmp_session* session;
    snmp_pdu* copy;
  };

  SetRequests* owner;  // nothing once that is gone
  std::string identity;
  netsnmp_agent_session* session;
  std::shared_ptr<SetRequest> request;
  std::vector<Repeat> repeats{};
};

SetRequests::SetRequests(SetSurroundings& around, SnmpDoorCounters& counters)
    : around_{around}, counters_{counters} {}

SetRequests::~SetRequests() {
  for (const auto& [identity, running] : std::exchange(running_, {})) {
    running->owner = nullptr;
    netsnmp_remove_and_free_agent_snmp_session(running->session);
  }
}

bool SetRequests::repeats(const std::string& identity, snmp_session* session, const snmp_pdu& pdu) {
  const auto answer = kept_.find(identity, around_.clock.now());
  const auto found = running_.find(identity);
  if (!answer && found == running_.end()) return false;
  ++counters_.repeated_sets;
  auto* const copy = snmp_clone_pdu(const_cast<snmp_pdu*>(&pdu));
  if (copy == nullptr) return true;
  if (answer) {
    respond(session, copy, *answer);
  } else if (found->second->repeats.size() < maximum_waiting_repeats) {
    found->second->repeats.push_back({session, copy});
  } else {
    snmp_free_pdu(copy);
  }
  return true;
}

void SetRequests::received(snmp_session* session, snmp_pdu* pdu, const MessageDigest& message) {
  const auto identity = identity_of(*pdu);
  // What nobody vouches for would only drive out what is worth remembering.
  const bool is_copy = is_secure(*pdu) && !seen_.is_new(message, around_.clock.now());
  if (repeats(identity, session, *pdu)) return;
  if (is_copy) {
    ++counters_.repeated_sets;
    return;
  }
  auto* const request = init_agent_snmp_session(session, pdu);
  if (request == nullptr) return;
  auto* const running =
      new Running{this, identity, request,
                  std::make_shared<SetRequest>(around_, asker_of(*pdu), is_secure(*pdu))};
  running_.emplace(identity, running);
  netsnmp_agent_add_list_data(request->reqinfo, netsnmp_create_data_list(list_key, running, end));
  handle_snmp_packet(NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE, session, static_cast<int>(pdu->reqid),
                     pdu, request);
}

void SetRequests::end(void* running) noexcept {
  const std::unique_ptr<Running> ended{static_cast<Running*>(running)};
  if (ended->owner != nullptr) ended->owner->ended(*ended);
  for (const auto& repeat : ended->repeats) snmp_free_pdu(repeat.copy);
}

void SetRequests::ended(Running& running) {
  running_.erase(running.identity);
  running.request->release();
  const SetAnswer answer{running.session->status, running.session->index};
  // What the library refuses before our objects are asked has no status here, and is refused again.
  if (answer.status == SNMP_ERR_NOERROR && !running.request->succeeded()) return;
  kept_.keep(running.identity, answer, around_.clock.now());
  for (const auto& repeat : running.repeats) respond(repeat.session, repeat.copy, answer);
  running.repeats.clear();
}

std::shared_ptr<SetRequest> set_request_of(netsnmp_agent_request_info_s* info) {
  auto* const running =
      static_cast<SetRequests::Running*>(netsnmp_agent_get_list_data(info, list_key));
  return running == nullptr ? nullptr : running->request;
}

}  // namespace lineman::mibs
