#include "mibs/notifications/remote_engine.hpp"

#include <cstdlib>
#include <cstring>
#include <utility>

#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs {
namespace {

constexpr std::size_t shortest_id = 5;
constexpr std::size_t longest_id = 32;

// Nobody, who asks for nothing: the report that refuses it names the engine.
PduPointer question() {
  PduPointer pdu{snmp_pdu_create(SNMP_MSG_GET)};
  if (!pdu) return nullptr;
  pdu->version = SNMP_VERSION_3;
  pdu->securityModel = SNMP_SEC_MODEL_USM;
  pdu->securityLevel = SNMP_SEC_LEVEL_NOAUTH;
  pdu->securityName = ::strdup("");
  return pdu;
}

}  // namespace

bool RemoteEngine::discover() {
  if (asked_) return true;
  id_.clear();
  why_not_ = "it does not answer";
  session_.forget_engine();
  auto pdu = question();
  asked_ = pdu != nullptr && session_.ask(std::move(pdu), *this);
  return asked_;
}

bool RemoteEngine::answered(snmp_pdu& answer) {
  if (answer.command != SNMP_MSG_REPORT) return false;
  if (snmpv3_get_report_type(&answer) != SNMPERR_UNKNOWN_ENG_ID) return false;
  std::string id{reinterpret_cast<const char*>(answer.securityEngineID),
                 answer.securityEngineIDLen};
  const bool is_ours = id == session_.own_engine();
  if (is_ours || id.size() < shortest_id || id.size() > longest_id) {
    why_not_ = is_ours ? "it says that its engine ID is ours" : "it names no engine ID";
    // The library has taken it over already.
    session_.forget_engine();
    return false;
  }
  asked_ = false;
  id_ = std::move(id);
  found_({});
  return true;
}

void RemoteEngine::given_up() {
  asked_ = false;
  found_(why_not_);
}

}  // namespace lineman::mibs
