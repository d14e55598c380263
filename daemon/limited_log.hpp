// Lines about strangers, who could fill the log.
#pragma once

#include <string>

#include "daemon/clock.hpp"
#include "daemon/log.hpp"
#include "daemon/token_bucket.hpp"

namespace lineman::daemon {

// So many lines a minute; the next one then says how many were left out. `clock` outlives it.
class LimitedLog {
 public:
  LimitedLog(Clock& clock, unsigned lines_per_minute);

  void write(log::Level level, log::Event event, std::string sentence, log::Fields fields = {});

 private:
  Clock& clock_;
  Rate rate_;
  TokenBucket lines_;
  std::size_t left_out_ = 0;
};

}  // namespace lineman::daemon
