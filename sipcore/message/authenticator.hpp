// What one binding knows of its server's challenges, and the answers to them.
#pragma once

#include <string>
#include <vector>

#include "sipcore/message/digest.hpp"
#include "sipcore/message/sip_message.hpp"

namespace lineman::sipcore {

inline constexpr std::size_t most_realms =
    4;  // kept for one binding; a new one replaces the oldest
inline constexpr unsigned most_answers_in_an_attempt = 6;  // to all realms, stale ones included

// Keeps the last nonce of each realm, so that later requests carry credentials at once, with
// growing nonce counts.
class Authenticator {
 public:
  explicit Authenticator(Credentials credentials) : credentials_(std::move(credentials)) {}

  // Other credentials forget all challenges.
  void set(Credentials credentials);

  // A new attempt: from now on each realm has one answer, and a second one only if the first was
  // stale.
  void begin_attempt();

  // Takes the challenges of a 401 or 407. False: no further answer can satisfy them, the attempt
  // has failed; `why()` says in one sentence what is wrong.
  bool accept(const Response& response);
  const std::string& why() const { return why_; }

  // The Authorization and Proxy-Authorization lines of the next request; empty before any
  // challenge.
  std::string lines(std::string_view method, std::string_view uri);

 private:
  struct Realm {
    Challenge challenge;
    std::string cnonce{};    // one for each nonce, as MD5-sess wants it (RFC 7616, 3.4.2)
    std::uint32_t used = 0;  // nonce count
    unsigned answers = 0;    // in this attempt
  };

  Realm* find(const Challenge& challenge);
  bool accept_one(const Challenge& challenge);

  Credentials credentials_;
  std::vector<Realm> realms_{};
  unsigned answers_ = 0;
  std::string why_{};
};

}  // namespace lineman::sipcore
