// What was wrong with a request, in the words that every door translates into its own protocol.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lineman::datamodel {

// The outcomes of the table in ARCHITECTURE.md ("What a refusal looks like"); each door maps them
// to its own codes.
enum class ProblemCode {
  unknown_parameter,
  wrong_type,
  wrong_value,
  wrong_length,
  read_only,
  conflict,      // with another parameter, another manager, or refused by the SIP core
  busy,          // another transaction held the line until the deadline
  core_away,     // the SIP core is not reachable and this change needs it
  store_failed,  // before the commit point: nothing changed
};

std::string_view to_string(ProblemCode code);

// One problem, about one parameter. `name` is as the asker wrote it and empty where the whole
// request is meant; `value` is "********" for a secret; `sentence` says what is wrong and what
// would be right, without a full stop.
struct Problem {
  ProblemCode code;
  std::string name;
  std::string value;
  std::string sentence;

  bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;

// How a secret is shown wherever a value would be.
inline constexpr std::string_view masked = "********";

}  // namespace lineman::datamodel
