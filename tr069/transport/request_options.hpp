// How libcurl is to speak with an ACS: everything that stays the same over a session at one origin.
#pragma once

#include "tr069/transport/curl_handles.hpp"
#include "tr069/transport/http_client.hpp"

namespace lineman::cwmp {

// Which ways to authenticate the ACS may choose from, as CURLOPT_HTTPAUTH; nothing is sent before
// it asks. Basic over plain http only where the settings allow it, and never after a redirect.
unsigned long permitted_authentication(const HttpSettings& settings, bool https, bool redirected);

// The settings and credentials have to outlive the call only. The first failure, if any.
CURLcode apply_options(CURL* easy, const HttpSettings& settings, const AcsAddress& acs,
                       unsigned long authentication);

enum class Content : std::uint8_t { none, envelope, packed_envelope };

// The header fields of a post.
HeaderList header_fields(Content content);

}  // namespace lineman::cwmp
