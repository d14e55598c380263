// What the ACS door must not forget over a restart, beside the configuration: written as one file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "tr069/session/event_queue.hpp"
#include "tr069/transfers/transfer_queue.hpp"

namespace lineman::cwmp {

// A ScheduleInform whose time has not come (TR-069, A.4.1.1).
struct PromisedInform {
  DueTime due{};
  std::string command_key{};

  bool operator==(const PromisedInform&) const = default;
};

// One more is refused (9004).
inline constexpr std::size_t maximum_promised_informs = 16;

struct State {
  EventQueue events{};
  // By full name; those that are not here are off, or active where that is forced.
  std::map<std::string, Notification, std::less<>> notifications{};
  // Full names whose change the ACS has yet to hear of, with 4 VALUE CHANGE; at most
  // maximum_changed (notifications.hpp).
  std::set<std::string, std::less<>> changed{};
  // Live values with a notification, by full name: as the ACS was last told of them, or as they
  // were when they went into `changed`.
  std::map<std::string, std::string, std::less<>> told{};
  std::uint64_t published = 0;           // generations up to here are in `changed`
  unsigned retry_count = 0;              // failed sessions since the last one that succeeded
  std::string url{};                     // of the ACS that has had 0 BOOTSTRAP; empty: none yet
  Namespace cwmp = Namespace::cwmp_1_2;  // what worked with that ACS
  std::string request_path{};            // of connection requests: random, kept
  std::string boot_id{};                 // of the kernel, when the door last ran
  std::optional<std::string> reboot{};   // a Reboot to be carried out, or done: its CommandKey
  bool reboot_begun = false;             // the phone was told to restart
  bool factory_reset = false;            // to be carried out
  TransferQueue transfers{};
  std::vector<PromisedInform> informs{};  // at most maximum_promised_informs

  bool operator==(const State&) const = default;
};

inline constexpr std::size_t maximum_state = std::size_t{1024} * 1024;  // octets of the file

// Octets that the lines of `notifications` and `told` may take, so that the file always has room
// for the rest. Who adds to them asks has_room() and refuses (9004) what does not fit.
inline constexpr std::size_t maximum_attributes = maximum_state / 2;
bool has_room(const State& state);

// The text as it stands on the disk, in a file that nobody else may read: a first line with the
// format, "name = value" lines, a checksum.
std::string print(const State& state);

// A sentence where the text is torn, none of ours or too large. In a whole text, a line that this
// version does not know and a value that is not permitted are left out.
tl::expected<State, std::string> parse_state(std::string_view text);

}  // namespace lineman::cwmp
