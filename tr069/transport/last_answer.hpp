// What a server answered last, as the easy handle remembers it.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "tr069/transport/acs_url.hpp"
#include "tr069/transport/curl_handles.hpp"

namespace lineman::cwmp {

unsigned status_of(CURL* easy);

// The schemes of the last challenge, as CURLAUTH_; 0 where there was none.
unsigned long schemes_asked(CURL* easy);

// Where a redirect leads.
struct Destination {
  std::string url;
  Origin origin;
};

// Of an answer to a request for `url`, a good one. A sentence where it leads nowhere that we go:
// no HTTP, with credentials in it, from https to http.
tl::expected<Destination, std::string> destination_of(CURL* easy, const std::string& url);

}  // namespace lineman::cwmp
