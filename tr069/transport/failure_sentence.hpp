// libcurl's failures as plain sentences for log and status, and as causes to count.
#pragma once

#include <string>

#include "tr069/transport/acs_url.hpp"
#include "tr069/transport/curl_handles.hpp"
#include "tr069/transport/http_client.hpp"

namespace lineman::cwmp {

// What is known of an exchange that failed.
struct Failure {
  CURL* easy = nullptr;
  CURLcode code = CURLE_OK;
  std::string detail{};          // libcurl's own words (CURLOPT_ERRORBUFFER)
  std::string peer = "the ACS";  // who it was that we spoke with
};

// Names host and port, files and reasons; never a URL, a user name or a password.
std::string failure_sentence(const Failure& failure, const Origin& origin,
                             const HttpSettings& settings);

FailureCause failure_cause_of(const Failure& failure);

}  // namespace lineman::cwmp
