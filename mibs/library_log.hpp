// What Net-SNMP's library has to say, in the log of the daemon.
#pragma once

#include <string_view>

#include "daemon/clock.hpp"
#include "daemon/token_bucket.hpp"

namespace lineman::mibs {

// A message that is no good makes the library complain, so anybody may have it complain all day:
// what goes beyond the limit (limits.hpp) is for those who debug.
class LibraryLog {
 public:
  explicit LibraryLog(Clock& clock);

  void write(bool severe, std::string_view sentence);

 private:
  Clock& clock_;
  daemon::TokenBucket errors_;
};

}  // namespace lineman::mibs
