// What the HTTP part of a reply of the ACS means for a session (TR-069, 3.4 and 3.7.2).
#pragma once

#include <string>

#include "tr069/transport/failure_cause.hpp"
#include "tr069/transport/http_reply.hpp"

namespace lineman::cwmp {

// There is no message in it: 204, or nothing but white space.
bool is_empty(const HttpReply& reply);

// The reply counts: 200, 202, 204.
bool is_good_status(unsigned status);

// The ACS may not know our version of CWMP: 400 and 500 (their body decides).
bool may_be_a_version_problem(unsigned status);

// "the ACS refuses our credentials (HTTP 401)": for log and status.
std::string sentence_of_status(unsigned status);

// Of a status that fails a session.
FailureCause cause_of_status(unsigned status);

}  // namespace lineman::cwmp
