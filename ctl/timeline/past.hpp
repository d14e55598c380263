// What is known of the past, whoever told it: the agent or the journal. Times are in seconds since
// the epoch, by a clock that does not jump: whoever fills this has seen to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ctl/timeline/place.hpp"

namespace lineman::ctl::timeline {

struct Happening {
  enum class Kind : std::uint8_t {
    placed,     // the account has another state
    moved,      // failover, fallback or failback
    core_away,  // from here on nothing is known of any account
    core_back,  // the SIP core tells everything from here on
  };

  std::int64_t time = 0;
  Kind kind = Kind::placed;
  unsigned account = 0;           // of the first two kinds
  std::optional<Place> place{};   // from then on; nothing where the SIP core does not say it
  std::string target{};           // its address
  std::optional<Place> before{};  // until then,
  std::int64_t lasted = 0;        // for so many seconds
  std::string word{};             // "failover"
  std::string detail{};           // a sentence
};

// Where an account is at the end.
struct Standing {
  unsigned account = 0;
  std::string label{};
  std::optional<Place> place{};  // nothing: not known
  std::string target{};
  std::optional<std::int64_t> since{};  // nothing: no time that can be believed
};

struct Past {
  std::int64_t since = 0;  // no happening is missing from here on
  std::int64_t until = 0;  // nor up to here
  std::vector<Happening> happenings{};
  std::vector<Standing> standings{};  // one for each account, in their order
  std::string source{};               // who told it: "the agent"
};

}  // namespace lineman::ctl::timeline
