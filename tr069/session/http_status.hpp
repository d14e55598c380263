// What an HTTP status of the ACS means for a session (TR-069, 3.4 and 3.7.2).
#pragma once

#include <string>

#include "tr069/session/failure_cause.hpp"

namespace lineman::cwmp {

// The reply counts: 200, 202, 204.
bool is_good_status(unsigned status);

// The ACS may not know our version of CWMP: 400 and 500 (their body decides).
bool may_be_a_version_problem(unsigned status);

// "the ACS refuses our credentials (HTTP 401)": for log and status.
std::string sentence_of_status(unsigned status);

// Of a status that fails a session.
FailureCause cause_of_status(unsigned status);

}  // namespace lineman::cwmp
