#include "tr069/session/periodic.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.hpp"

namespace lineman::cwmp {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

class PeriodicTest : public ::testing::Test {
 public:
  void set(const PeriodicSettings& settings) { periodic.set(settings, clock.now(), clock.wall()); }
  // Seconds until the next Inform; -1 where there is none.
  double due() const {
    if (!periodic.due()) return -1;
    return std::chrono::duration<double>(*periodic.due() - clock.now()).count();
  }
  std::chrono::sys_seconds wall_seconds() const {
    return std::chrono::floor<seconds>(clock.wall());
  }
  void fire() {
    clock.advance_to(*periodic.due());
    periodic.fired(clock.now(), clock.wall());
  }

  test::FakeClock clock;
  Periodic periodic;
};

TEST_F(PeriodicTest, OffIsNever) {
  EXPECT_EQ(due(), -1);
  set({.enabled = false, .interval = seconds{60}});
  EXPECT_EQ(due(), -1);
  periodic.fired(clock.now(), clock.wall());
  EXPECT_EQ(due(), -1);
}

TEST_F(PeriodicTest, WithoutAPhaseTheIntervalCountsFromNow) {
  set({.enabled = true, .interval = seconds{60}});
  EXPECT_EQ(due(), 60);
  fire();
  EXPECT_EQ(due(), 60);
}

TEST_F(PeriodicTest, ThePresentValueAgainDoesNotRestartTheTimer) {
  const PeriodicSettings settings{.enabled = true, .interval = seconds{60}};
  set(settings);
  clock.advance(seconds{40});
  set(settings);
  EXPECT_EQ(due(), 20);
  set({.enabled = true, .interval = seconds{90}});
  EXPECT_EQ(due(), 90);
  set({.enabled = false, .interval = seconds{90}});
  EXPECT_EQ(due(), -1);
}

TEST_F(PeriodicTest, ThePhaseCountsWhereverItLies) {
  for (const auto phase : {hours{0}, hours{-24 * 365}, hours{24 * 365}}) {
    Periodic fresh;
    // An hour, five minutes after each full one.
    fresh.set({.enabled = true,
               .interval = seconds{3600},
               .phase = wall_seconds() + phase + seconds{300}},
              clock.now(), clock.wall());
    EXPECT_EQ(*fresh.due() - clock.now(), seconds{300});
  }
}

TEST_F(PeriodicTest, FarPhasesDoNotOverflow) {
  const std::chrono::sys_seconds last{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}};
  const std::chrono::sys_seconds first{std::chrono::sys_days{std::chrono::year{1} / 1 / 2}};
  for (const auto phase : {first, last}) {
    const auto next = next_periodic(
        {.enabled = true, .interval = seconds{4'294'967'295}, .phase = phase}, clock.wall());
    EXPECT_GT(next, clock.wall());
    EXPECT_LE(next - clock.wall(), seconds{4'294'967'295});
  }
}

TEST_F(PeriodicTest, AtThePhaseItselfTheNextIsAWholeIntervalAway) {
  set({.enabled = true, .interval = seconds{3600}, .phase = wall_seconds()});
  EXPECT_EQ(due(), 3600);
}

TEST_F(PeriodicTest, ATimerThatIsEarlyDoesNotRingTwice) {
  set({.enabled = true, .interval = seconds{3600}, .phase = wall_seconds()});
  clock.advance(seconds{3600} - milliseconds{5});
  periodic.fired(clock.now(), clock.wall());
  EXPECT_NEAR(due(), 3600.005, 1e-9);
}

TEST_F(PeriodicTest, ALateTimerKeepsThePhase) {
  set({.enabled = true, .interval = seconds{3600}, .phase = wall_seconds()});
  clock.advance(seconds{3700});
  periodic.fired(clock.now(), clock.wall());
  EXPECT_EQ(due(), 3500);
}

TEST_F(PeriodicTest, AClockThatIsSetCountsFromTheNextOneOn) {
  set({.enabled = true, .interval = seconds{3600}, .phase = wall_seconds()});
  clock.set_wall(clock.wall() + seconds{600});
  EXPECT_EQ(due(), 3600);
  fire();
  EXPECT_EQ(due(), 3000);
}

TEST_F(PeriodicTest, AnIntervalOfNothingCountsAsOneSecond) {
  set({.enabled = true, .interval = seconds{0}});
  EXPECT_EQ(due(), 1);
}

}  // namespace
}  // namespace lineman::cwmp
