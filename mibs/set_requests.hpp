// The SET requests that are under way or were answered a moment ago: a manager that asks again gets
// the first answer.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "agent/interfaces/live_readings.hpp"
#include "mibs/door/kept_answers.hpp"
#include "mibs/door/seen_messages.hpp"
#include "mibs/set_request.hpp"

struct snmp_session;
struct snmp_pdu;
struct netsnmp_agent_session_s;
struct netsnmp_agent_request_info_s;

namespace lineman::mibs {

class SetRequests {
 public:
  // Both outlive it.
  SetRequests(SetSurroundings& around, SnmpDoorCounters& counters);
  ~SetRequests();
  SetRequests(const SetRequests&) = delete;
  SetRequests& operator=(const SetRequests&) = delete;

  // A SET that was parsed and may ask. The library answers it, now or later, or the answer that it
  // had is sent again. `message` counts for version 3: a copy of one that was here before, sent
  // from elsewhere or late, is dropped.
  void received(snmp_session* session, snmp_pdu* pdu, const MessageDigest& message);

  bool idle() const { return running_.empty(); }

 private:
  struct Running;
  friend std::shared_ptr<SetRequest> set_request_of(netsnmp_agent_request_info_s* info);

  static void end(void* running) noexcept;
  void ended(Running& running);
  bool repeats(const std::string& identity, snmp_session* session, const snmp_pdu& pdu);

  SetSurroundings& around_;
  SnmpDoorCounters& counters_;
  KeptAnswers kept_;
  SeenMessages seen_;
  std::map<std::string, Running*> running_;  // owned by the library's sessions
};

// The SET that the library works on; nothing where it did not come through received().
std::shared_ptr<SetRequest> set_request_of(netsnmp_agent_request_info_s* info);

}  // namespace lineman::mibs
