// How times are written in a picture.
#pragma once

#include <cstdint>
#include <string>

namespace lineman::ctl::timeline {

// The time of the phone's own clock, or UTC.
class Zone {
 public:
  enum class Kind : std::uint8_t { local, utc };

  explicit Zone(Kind kind) : kind_{kind} {}

  // Seconds ahead of UTC at that time.
  std::int64_t offset(std::int64_t time) const;

  // As strftime(3) has it: "%F %T".
  std::string text(std::int64_t time, const char* format) const;

  // What the times of a span are: "UTC", "local time, UTC+01:00".
  std::string name(std::int64_t from, std::int64_t to) const;

 private:
  Kind kind_;
};

}  // namespace lineman::ctl::timeline
