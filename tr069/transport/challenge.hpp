// What an ACS asks for with 401 and we do not have.
#pragma once

#include <string>
#include <string_view>

#include "tr069/transport/curl_handles.hpp"

namespace lineman::cwmp {

// Whether a WWW-Authenticate wants Digest with the body in it (RFC 7616, 3.4.3) and nothing less:
// what libcurl answers then leaves the body out.
bool wants_auth_int_alone(std::string_view challenge);

// Of an exchange that ended with 401: the sentence why it could not be answered; empty where it
// could, and was not good. `permitted` as CURLOPT_HTTPAUTH had it.
std::string why_unanswered(CURL* easy, unsigned long permitted);

}  // namespace lineman::cwmp
