#include "tr069/model/local_time.hpp"

#include <array>
#include <cstdio>
#include <ctime>

#include "datamodel/date_time.hpp"

namespace lineman::cwmp {

bool is_clock_set(WallTime now) {
  using std::chrono::seconds;
  return datamodel::is_known_time(std::chrono::floor<seconds>(now.time_since_epoch()).count());
}

std::string local_time_text(WallTime now) {
  if (!is_clock_set(now)) return std::string{datamodel::unknown_time};
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  std::tm local{};
  if (::localtime_r(&seconds, &local) == nullptr) return std::string{datamodel::unknown_time};
  std::array<char, 32> text{};
  const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S%z", &local);
  std::string is{text.data(), length};
  return is.insert(is.size() - 2, ":");  // +0100 is +01:00 in XML
}

}  // namespace lineman::cwmp
