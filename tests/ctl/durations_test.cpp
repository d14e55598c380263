#include "ctl/durations.hpp"

#include <gtest/gtest.h>

namespace lineman::ctl {
namespace {

TEST(Durations, are_told_in_the_units_that_matter) {
  EXPECT_EQ(duration_text(0), "0 s");
  EXPECT_EQ(duration_text(59), "59 s");
  EXPECT_EQ(duration_text(60), "1 min");
  EXPECT_EQ(duration_text(3599), "59 min");
  EXPECT_EQ(duration_text(3600), "1 h");
  EXPECT_EQ(duration_text(3660), "1 h 1 min");
  EXPECT_EQ(duration_text(90'000), "1 d 1 h");
  EXPECT_EQ(duration_text(-5), "0 s");
}

TEST(Durations, are_told_in_one_unit_where_there_is_little_room) {
  EXPECT_EQ(brief_duration(-5), "0 s");
  EXPECT_EQ(brief_duration(59), "59 s");
  EXPECT_EQ(brief_duration(7199), "119 min");
  EXPECT_EQ(brief_duration(7200), "2 h");
  EXPECT_EQ(brief_duration(172'799), "47 h");
  EXPECT_EQ(brief_duration(172'800), "2 d");
}

TEST(Durations, read_the_times_of_replies) {
  EXPECT_EQ(seconds_of("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(seconds_of("2026-01-02T03:04:05Z"), 1'767'323'045);
  EXPECT_EQ(time_since("1970-01-01T00:00:00Z", 61), "1 min");
  EXPECT_EQ(time_until("1970-01-01T00:01:00Z", 18), "42 s");
}

TEST(Durations, show_what_is_no_time_as_never) {
  for (const auto* text :
       {"", "2026-13-02T03:04:05Z", "2026-01-02", "2026-01-02T03:04:0xZ", "soon"}) {
    EXPECT_EQ(time_since(text, 0), "-") << text;
  }
}

}  // namespace
}  // namespace lineman::ctl
