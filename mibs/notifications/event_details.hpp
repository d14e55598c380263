// The sentences of the event log.
#pragma once

#include <string>

#include "datamodel/status.hpp"

namespace lineman::mibs {

// "503 Service Unavailable", or the reason alone where no response was involved; "no reason is
// known" without a failure.
std::string failure_text(const datamodel::AccountStatus& now);

// Where an account was: the address, or "server 1" where none is known.
std::string place_text(const std::string& place, unsigned server);

// Why, by the counters that grew: "a target was silent"; more than one where there were more moves;
// the last failure where they say nothing.
std::string cause_text(const datamodel::AccountStatus& now,
                       const datamodel::AccountCounters& grown);

// " (3 times)"; nothing for one.
std::string times_text(std::uint64_t count);

}  // namespace lineman::mibs
