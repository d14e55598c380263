// What becomes of a connection request, for log and counters.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace lineman::cwmp {

enum class RequestOutcome : std::uint8_t {
  challenged,  // the request that answers the challenge is to come
  accepted,
  wrong_credentials,
  wrong_path,
  wrong_method,
  malformed,
  too_large,
  wrong_version,
  too_slow,
  no_session,
  too_many,
  too_many_connections,
};

// What the log says of it: "a connection request from ADDRESS was ...". Empty: nothing.
inline constexpr std::array<std::string_view, 12> outcome_words = {
    "",
    "accepted",
    "refused: wrong credentials",
    "refused: wrong path",
    "refused: its method is not GET",
    "refused: no HTTP request",
    "refused: its head is too large",
    "refused: another version of HTTP",
    "refused: not complete in time",
    "put off: no session can be had now",
    "refused: too many",
    "refused: too many connections",
};
static_assert(outcome_words.size() ==
                  static_cast<std::size_t>(RequestOutcome::too_many_connections) + 1,
              "each outcome has its words");

constexpr std::string_view words_of(RequestOutcome outcome) {
  return outcome_words[static_cast<std::size_t>(outcome)];
}

}  // namespace lineman::cwmp
