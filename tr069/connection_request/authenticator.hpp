// Digest authentication of connection requests (RFC 7616; TR-069, 3.2.2), pure: who asks, and what
// we challenge with.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/clock.hpp"

namespace lineman::cwmp {

inline constexpr std::string_view request_realm = "connection-request";
inline constexpr std::chrono::seconds nonce_lifetime{60};
inline constexpr std::size_t maximum_nonces = 32;  // outstanding; the oldest goes first

// What the ACS has to know. The password is a secret.
struct RequestCredentials {
  std::string username;
  std::string password;
};

enum class Admission : std::uint8_t { admitted, challenge, challenge_stale };

// MD5, MD5-sess and SHA-256 with qop=auth, MD5 also without qop. A nonce is ours, lives
// nonce_lifetime, and each nc is taken once and grows; without qop a nonce is good for one request.
// Who knows the password and comes with a nonce that is spent is told so (stale). Comparisons take
// constant time. Without a username or a password nobody is admitted.
//
// The parameter uri has to name the resource that is asked for: path and query, octet for octet.
// One of them may be absolute (http://host/path) where the other is not, since clients differ.
class Authenticator {
 public:
  // `random_octets(n)` gives n octets from a cryptographic source.
  Authenticator(Clock& clock, std::function<std::string(std::size_t)> random_octets);

  // `authorization` is the header field's value, empty where there is none; `uri` the request
  // target as it came.
  Admission admit(std::string_view method, std::string_view uri, std::string_view authorization,
                  const RequestCredentials& credentials);

  // Values of WWW-Authenticate, SHA-256 first, plain MD5 last; one nonce and one realm for all.
  // Clients that know only MD5 and fold the fields into one take the last word of each.
  std::vector<std::string> challenges(bool stale);

 private:
  struct Nonce {
    std::string text;
    TimePoint until;
    std::uint32_t last_nc = 0;
  };

  void forget_old_nonces();
  bool spend(std::string_view nonce, std::uint32_t nc);

  Clock& clock_;
  std::function<std::string(std::size_t)> random_octets_;
  std::vector<Nonce> nonces_;  // oldest first
};

}  // namespace lineman::cwmp
