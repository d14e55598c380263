// How the phone gets on with its ACS, as status, MIB and TR-069 model show it.
#pragma once

#include <cstdint>
#include <string>

#include "datamodel/acs_counters.hpp"

namespace lineman {

// Times in seconds since the epoch; 0: never.
struct AcsState {
  std::string url{};              // in use; empty: none is configured or found, or the door is off
  std::int64_t last_session = 0;  // when the last one ended
  // "ok", or why the last one failed; empty before the first one. Why there is no ACS where the URL
  // is empty.
  std::string result{};

  bool url_found = false;         // by DHCP; nothing is configured in its place
  bool running = false;           // a session runs
  std::int64_t next_session = 0;  // when the next one is to begin, as far as one is foreseen
  std::int64_t last_success = 0;
  std::int64_t last_failure = 0;
  std::string failure{};           // why that one failed
  bool unreachable = false;        // in a way that leaves open whether there is an ACS at all
  unsigned failed_in_a_row = 0;    // sessions since one did not
  std::int64_t failing_since = 0;  // when the first of them failed
  std::int64_t started = 0;        // when the door began to count
  datamodel::AcsCounters counters{};
};

}  // namespace lineman
