// What a registrar of a test says.
#pragma once

#include <string>

#include "tests/sipcore/fake_network.hpp"

namespace lineman::test {

// Challenges what has no credentials, grants what has.
inline std::string registrar(const std::string& request) {
  if (field(request, "Authorization").empty()) {
    return response_to(request, "401 Unauthorized",
                       "WWW-Authenticate: Digest realm=\"test\", nonce=\"abc\", qop=\"auth\"\r\n");
  }
  return granted(request, 3600);
}

}  // namespace lineman::test
