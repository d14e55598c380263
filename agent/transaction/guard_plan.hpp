// What a transaction does to the guard: begins one, joins the running one, or takes names out of
// it.
#pragma once

#include <span>

#include "agent/transaction/guard.hpp"
#include "agent/transaction/validation.hpp"

namespace lineman::agent {

// The name of the parameter that holds the guard of remote managers.
std::string guard_seconds_name();

// Seconds that the request asks for, or that the phone's parameter in `values` says where the
// request comes from afar; 0: none.
std::uint32_t guard_seconds(const TransactionRequest& request, const datamodel::Values& values);

// Pure. Sets plan.next.guard. `running`: whether what `current` holds is open; `registered`: the
// accounts that are registered now. A plan that makes no generation is left alone.
//  - The guard's own transaction takes back what it can, and ends the guard also where that is
//    nothing.
//  - A guarded change of what the SIP core runs watches the accounts that are registered and can
//    register afterwards. Without any, or without such a change, there is nothing to watch, and no
//    guard.
//  - A guarded change while a guard runs joins it: the time begins anew, and all of it is taken
//  back.
//  - What somebody else changes is not taken back any more.
void plan_guard(Plan& plan, const TransactionRequest& request, const Generation& current,
                bool running, std::span<const Registered> registered);

// What a running guard would take back now, as changes.
std::vector<Change> changes_back(const GuardRecord& guard);

}  // namespace lineman::agent
