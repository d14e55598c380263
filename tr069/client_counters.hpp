// What the ACS door remembers of its sessions and of connection requests, for whoever operates the
// phone. Pure.
#pragma once

#include "agent/interfaces/acs.hpp"
#include "tr069/connection_request/request_outcome.hpp"
#include "tr069/session/session.hpp"

namespace lineman::cwmp {

// From the start of the agent on; times are seconds since the epoch.
class ClientCounters {
 public:
  explicit ClientCounters(std::int64_t now);

  void session_begun() { ++count(datamodel::AcsCounter::sessions); }
  void inform_sent() { ++count(datamodel::AcsCounter::informs); }
  void session_ended(const SessionResult& result, std::int64_t now);
  // `in_session`: while a session runs.
  void request(RequestOutcome outcome, bool in_session);

  // All of it but what only the door knows: which ACS, whether a session runs, when the next one
  // is.
  const AcsState& state() const { return state_; }

 private:
  std::uint64_t& count(datamodel::AcsCounter counter) { return state_.counters[counter]; }
  void session_failed(const SessionResult& result, std::int64_t now);

  AcsState state_;
};

}  // namespace lineman::cwmp
