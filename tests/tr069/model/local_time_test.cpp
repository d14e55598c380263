#include "tr069/model/local_time.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "datamodel/date_time.hpp"

namespace lineman::cwmp {
namespace {

class LocalTime : public ::testing::Test {
 protected:
  void TearDown() override {
    ::unsetenv("TZ");
    ::tzset();
  }
  static std::string in_zone(const char* zone, WallTime time) {
    ::setenv("TZ", zone, 1);
    ::tzset();
    return local_time_text(time);
  }
};

constexpr std::chrono::sys_days day{std::chrono::year{2026} / 11 / 29};

TEST_F(LocalTime, HasTheOffsetOfTheZone) {
  const WallTime noon = day + std::chrono::hours{12};
  EXPECT_EQ(in_zone("UTC0", noon), "2026-11-29T12:00:00+00:00");
  EXPECT_EQ(in_zone("CET-1", noon), "2026-11-29T13:00:00+01:00");
  EXPECT_EQ(in_zone("NST3:30", noon), "2026-11-29T08:30:00-03:30");
  EXPECT_EQ(datamodel::epoch_of(in_zone("CET-1", noon)),
            datamodel::epoch_of("2026-11-29T12:00:00Z"));
}

TEST_F(LocalTime, OfAClockThatWasNeverSetIsTheUnknownTime) {
  EXPECT_FALSE(is_clock_set(WallTime{}));
  EXPECT_TRUE(is_clock_set(WallTime{day}));
  EXPECT_EQ(local_time_text(WallTime{}), datamodel::unknown_time);
}

}  // namespace
}  // namespace lineman::cwmp
