// The text of one generation as it stands on the disk.
//
//   lineman generation 1
//   number = 42
//   time = 2026-01-02T03:04:05Z
//   door = snmp
//   who = public@127.0.0.1
//   changed = account.1.label sip.timer_t1
//   parameter_key = spring
//   config_serial = 7
//   guard = 42 300 1,2
//   restore = account.1.label=Lobby
//
//   account.1.label = Front desk
//   sip.timer_t1 = 1
//   sha256 = (64 hexadecimal digits, over all that stands before this line)
//
// `guard` (its generation, seconds, accounts) and a `restore` line for each value that it would
// take back stand there while a guard runs. Values that have their initial value are left out. In a
// value, a backslash is written as two, and a control character as \xNN. Secrets stand here as they
// are: the file is for the agent alone.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "agent/store/generation.hpp"

namespace lineman::agent {

inline constexpr unsigned generation_format = 1;

// Above it a file is none of ours: the longest values of all accounts need a quarter of it.
inline constexpr std::size_t maximum_generation_size =
    65'536 + 32'768 * datamodel::maximum_accounts;

enum class FileFault : std::uint8_t {
  torn,     // its end is missing, or its checksum is not right
  foreign,  // whole, but nothing that an agent wrote under this number
  newer,    // whole, in the format of a later version
};

struct FileProblem {
  FileFault fault = FileFault::torn;
  std::string sentence;
};

struct ReadGeneration {
  Generation generation;
  // What was in the file and is not in the generation, one sentence each; no secret in it.
  std::vector<std::string> reports;
};

// Pure. A name that this version does not know, or of an account above `accounts`, is kept; a value
// that is no longer permitted is reported, and the initial one counts.
tl::expected<ReadGeneration, FileProblem> parse_generation(std::string_view text,
                                                           unsigned accounts);

// Pure. parse_generation gives back what was printed.
std::string print_generation(const Generation& generation);

}  // namespace lineman::agent
