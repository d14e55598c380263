// Times: the axis, the zone, and what people type.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "ctl/timeline/time_argument.hpp"
#include "ctl/timeline/time_axis.hpp"

namespace lineman::ctl::timeline {
namespace {

using testing::ElementsAre;

constexpr std::int64_t start = 1'767'312'000;  // 2026-01-02T00:00:00Z
constexpr std::int64_t hour = 3600;
constexpr std::int64_t day = 24 * hour;
const Zone utc{Zone::Kind::utc};

std::vector<std::string> texts(Span span, const Zone& zone, std::size_t most = 8) {
  std::vector<std::string> all;
  for (const auto& tick : ticks_of(span, zone, most)) {
    all.push_back(tick.time_text + (tick.day_text.empty() ? "" : " / " + tick.day_text));
  }
  return all;
}

TEST(TimeAxis, HasRoundTimes) {
  EXPECT_THAT(texts({start + 100, start + 5 * hour}, utc),
              ElementsAre("01:00 /  2 Jan", "02:00", "03:00", "04:00", "05:00"));
  EXPECT_THAT(
      texts({start + 7, start + 67}, utc),
      ElementsAre("00:00:10 /  2 Jan", "00:00:20", "00:00:30", "00:00:40", "00:00:50", "00:01:00"));
}

TEST(TimeAxis, SaysTheDayWhereItIsAnother) {
  EXPECT_THAT(texts({start + 20 * hour, start + 37 * hour}, utc),
              ElementsAre("21:00 /  2 Jan", "00:00 /  3 Jan", "03:00", "06:00", "09:00", "12:00"));
}

TEST(TimeAxis, OfManyDaysHasDays) {
  EXPECT_THAT(texts({start + 1, start + 6 * day}, utc),
              ElementsAre(" 3 Jan / 2026", " 4 Jan", " 5 Jan", " 6 Jan", " 7 Jan", " 8 Jan"));
}

TEST(TimeAxis, NeverHasMoreThanItMay) {
  for (std::int64_t length = 60; length < 4000 * day; length = length * 5 / 4) {
    const auto ticks = ticks_of({start, start + length}, utc, 9);
    EXPECT_LE(ticks.size(), 9U);
    EXPECT_GE(ticks.size(), 2U) << length;
  }
}

// Another zone for as long as a test takes.
class InBerlin : public testing::Test {
 protected:
  InBerlin() { set("CET-1CEST,M3.5.0,M10.5.0/3"); }
  ~InBerlin() override { unset(); }

  static void set(const char* zone) {
    setenv("TZ", zone, 1);
    tzset();
  }
  static void unset() {
    unsetenv("TZ");
    tzset();
  }

  const Zone local_{Zone::Kind::local};
  static constexpr std::int64_t spring = 1'774'746'000;  // 2026-03-29T01:00:00Z: 02:00 is 03:00
  static constexpr std::int64_t autumn = 1'792'890'000;  // 2026-10-25T01:00:00Z: 03:00 is 02:00
};

TEST_F(InBerlin, DaysBeginAtMidnightThere) {
  EXPECT_THAT(texts({spring - 2 * day, spring + 2 * day}, local_, 5),
              ElementsAre("28 Mar / 2026", "29 Mar", "30 Mar", "31 Mar"));
  EXPECT_THAT(texts({spring - 6 * hour, spring + 17 * hour}, local_, 5),
              ElementsAre("00:00 / 29 Mar", "06:00", "12:00", "18:00"));
}

TEST_F(InBerlin, AnHourThatIsThereTwiceDoesNotStopTheAxis) {
  const auto ticks = ticks_of({autumn - 2 * hour, autumn + 3 * hour}, local_, 9);
  ASSERT_GE(ticks.size(), 4U);
  for (std::size_t i = 1; i < ticks.size(); ++i) EXPECT_GT(ticks[i].time, ticks[i - 1].time);
  EXPECT_EQ(ticks.back().time_text, "05:00");
}

TEST_F(InBerlin, TheZoneSaysWhatItIs) {
  EXPECT_EQ(local_.name(start, start + hour), "local time, UTC+01:00");
  EXPECT_EQ(local_.name(spring - hour, spring + hour), "local time, UTC+01:00, later UTC+02:00");
  EXPECT_EQ(utc.name(start, start), "UTC");
}

TEST_F(InBerlin, ATypedTimeIsThatOfTheZone) {
  EXPECT_EQ(time_argument("2026-01-02 01:00", start, local_), start);
  EXPECT_EQ(time_argument("2026-03-30", start, local_), spring + 21 * hour);
  EXPECT_EQ(time_argument("2026-01-02T01:00:00Z", start, local_), start + hour);
}

TEST(TimeArgument, IsAgoOrATime) {
  EXPECT_EQ(time_argument("90m", start, utc), start - 5400);
  EXPECT_EQ(time_argument("2d", start, utc), start - 2 * day);
  EXPECT_EQ(time_argument("1w", start, utc), start - 7 * day);
  EXPECT_EQ(time_argument("2026-01-02", start, utc), start);
  EXPECT_EQ(time_argument("2026-01-02 00:00:07", start, utc), start + 7);
}

TEST(TimeArgument, SaysWhatATimeIs) {
  for (const auto* bad : {"", "90", "m", "-5m", "5x", "5 m", "2026-13-01", "2026-01-02 3:04",
                          "2026-01-02x03:04", "99999999999w", "yesterday"}) {
    const auto time = time_argument(bad, start, utc);
    ASSERT_FALSE(time) << bad;
    EXPECT_EQ(time.error(),
              "'" + std::string{bad} +
                  "' is no time: 90m, 12h, 7d, 2026-01-02 or \"2026-01-02 03:04\" are");
  }
}

}  // namespace
}  // namespace lineman::ctl::timeline
