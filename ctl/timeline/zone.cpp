#include "ctl/timeline/zone.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace lineman::ctl::timeline {
namespace {

constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;

// "UTC+01:00"
std::string offset_text(std::int64_t offset) {
  const auto ahead = std::abs(offset);
  std::array<char, sizeof "UTC+00:00" + 16> text{};
  std::snprintf(text.data(), text.size(), "UTC%c%02d:%02d", offset < 0 ? '-' : '+',
                static_cast<int>(ahead / hour), static_cast<int>(ahead % hour / minute));
  return text.data();
}

}  // namespace

std::int64_t Zone::offset(std::int64_t time) const {
  if (kind_ == Kind::utc) return 0;
  const std::time_t seconds{time};
  std::tm local{};
  localtime_r(&seconds, &local);
  return local.tm_gmtoff;
}

std::string Zone::text(std::int64_t time, const char* format) const {
  const std::time_t shifted{time + offset(time)};
  std::tm fields{};
  gmtime_r(&shifted, &fields);
  std::array<char, 64> text{};
  return {text.data(), std::strftime(text.data(), text.size(), format, &fields)};
}

std::string Zone::name(std::int64_t from, std::int64_t to) const {
  if (kind_ == Kind::utc) return "UTC";
  const auto first = offset_text(offset(from));
  const auto last = offset_text(offset(to));
  return "local time, " + first + (first == last ? "" : ", later " + last);
}

}  // namespace lineman::ctl::timeline
