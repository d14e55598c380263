// A challenge of digest authentication (RFC 7616, 3.3).
#pragma once

#include <optional>
#include <string>

#include "daemon/digest.hpp"

namespace lineman::sipcore {

using daemon::DigestAlgorithm;

// Of one WWW-Authenticate or Proxy-Authenticate header field. Quoted strings are without their
// quotes and with their backslashes, as both sides hash them.
struct Challenge {
  bool proxy = false;
  std::string realm{};
  std::string nonce{};
  std::string opaque{};
  std::string algorithm_text{};                // as the server wrote it; empty: not named, MD5
  std::optional<DigestAlgorithm> algorithm{};  // nothing: one that we do not speak
  bool qop_auth = false;                       // qop names "auth"
  bool qop_given = false;
  bool stale = false;

  bool operator==(const Challenge&) const = default;
};

// Whether we can answer it: our algorithms, and qop=auth or none.
inline bool answerable(const Challenge& challenge) {
  return challenge.algorithm && !challenge.nonce.empty() &&
         (challenge.qop_auth || !challenge.qop_given);
}

}  // namespace lineman::sipcore
