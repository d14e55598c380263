#include "daemon/limited_log.hpp"

namespace lineman::daemon {

LimitedLog::LimitedLog(Clock& clock, unsigned lines_per_minute)
    : clock_{clock}, rate_{lines_per_minute, std::chrono::minutes{1}}, lines_{rate_, clock.now()} {}

void LimitedLog::write(log::Level level, log::Event event, std::string sentence,
                       log::Fields fields) {
  if (!lines_.take(rate_, clock_.now())) {
    ++left_out_;
    return;
  }
  if (left_out_ != 0) sentence += "; " + std::to_string(left_out_) + " before it were not logged";
  left_out_ = 0;
  log::write(level, event, sentence, fields);
}

}  // namespace lineman::daemon
