// Requests from outside: this core answers OPTIONS and refuses the rest.
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "daemon/clock.hpp"
#include "datamodel/counters.hpp"
#include "sipcore/message/sip_message.hpp"
#include "sipcore/network/target.hpp"

namespace lineman::sipcore {

// Answers that are kept for requests sent again, and how long (RFC 3261, 17.2.2, timer J); the
// oldest goes first.
inline constexpr std::size_t most_kept_answers = 64;
inline constexpr std::chrono::seconds answers_are_kept{32};

datamodel::Method method_of(std::string_view name);

// Pure. The server transaction of RFC 3261, 17.2.2, in its simplest form: the same request gets the
// same answer.
class Incoming {
 public:
  explicit Incoming(Clock& clock) : clock_(clock) {}

  struct Answer {
    std::string text{};  // empty: none is due (ACK)
    bool is_new = true;  // false: sent again, counted before
  };
  Answer answer(const Target& from, const Request& request);

 private:
  struct Kept {
    TimePoint until{};
    std::string key{};
    std::string text{};
  };

  Clock& clock_;
  std::deque<Kept> kept_{};
};

}  // namespace lineman::sipcore
