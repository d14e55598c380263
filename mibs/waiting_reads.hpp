// Requests that read counters wait until the SIP core has told them, for a moment, so that a
// manager that polls once a minute does not get what was true a minute ago.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "agent/interfaces/status.hpp"
#include "mibs/door/waiting_room.hpp"
#include "mibs/objects/object_tree.hpp"

struct snmp_session;
struct snmp_pdu;

namespace lineman::mibs {

class WaitingReads {
 public:
  // `go_on` is called after requests that waited were answered.
  WaitingReads(Status& status, const ObjectTree& tree, std::function<void()> go_on);
  ~WaitingReads();
  WaitingReads(const WaitingReads&) = delete;
  WaitingReads& operator=(const WaitingReads&) = delete;

  // Whether the request waits; then a copy of it is answered later.
  bool holds_back(snmp_session* session, const snmp_pdu& pdu);

  bool idle() const { return waiting_.empty(); }

 private:
  struct Waiting {
    snmp_session* session;
    snmp_pdu* copy;
  };

  bool shows_counters(const snmp_pdu& pdu) const;
  void refreshed();

  Status& status_;
  const ObjectTree& tree_;
  std::function<void()> go_on_;
  std::vector<Waiting> waiting_;
  WaitingRoom room_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace lineman::mibs
