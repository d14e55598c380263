// The informs to one receiver: those that wait for the receiver's engine, and those that wait for
// their acknowledgement (RFC 3413, 3.2).
#pragma once

#include <deque>
#include <list>
#include <memory>
#include <optional>

#include "mibs/notifications/receiver_record.hpp"
#include "mibs/notifications/remote_engine.hpp"
#include "mibs/notifications/remote_user.hpp"

namespace lineman::mibs {

// One thread: the loop's. Bounded by maximum_pending_informs; beyond, an inform is lost at once.
class Informs {
 public:
  // Version 2c without a user. The session and the record outlive it.
  Informs(ReceiverSession& session, ReceiverRecord& record, const SnmpUser* user);
  ~Informs();
  Informs(const Informs&) = delete;
  Informs& operator=(const Informs&) = delete;

  void send(PduPointer pdu);

  // Whether the user of the settings still is the one whose keys are used.
  bool is_of(const SnmpUser* user) const;

 private:
  class Inform;
  struct Waiting {
    PduPointer pdu;
    bool was_sent = false;  // to another engine
  };

  bool is_secured() const { return user_.has_value(); }
  std::size_t pending() const;
  void wait_for_engine(Waiting inform);
  void other_engine(long message_id);
  void engine_found(const std::string& why);
  void launch(PduPointer pdu, bool is_first_try);
  bool address(snmp_pdu& pdu);
  void ended(const Inform& inform);
  void lose_waiting(const std::string& why);
  void count();

  ReceiverSession& session_;
  ReceiverRecord& record_;
  std::optional<RemoteUser> user_;
  RemoteEngine engine_;
  std::deque<Waiting> waiting_;
  std::list<Inform> sent_;
};

}  // namespace lineman::mibs
