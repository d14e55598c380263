// Many things going wrong at once, by chance. A failure names its seed; LINEMAN_SEED runs one,
// LINEMAN_SCHEDULES more.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "tests/crash/random_schedule.hpp"

namespace lineman::test {
namespace {

using ::testing::IsEmpty;

// The build's: fewer where a sanitizer or the counting of lines makes each ten times as slow.
constexpr std::uint64_t schedules = LINEMAN_CRASH_SCHEDULES;
// Tests of their own, so that ctest runs them beside each other.
constexpr std::uint64_t parts = 8;

std::optional<std::uint64_t> from_environment(const char* name) {
  const char* const text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): one thread
  if (text == nullptr) return std::nullopt;
  return std::strtoull(text, nullptr, 10);
}

struct Tally {
  std::uint64_t yes = 0;
  std::uint64_t no = 0;
  std::uint64_t unanswered = 0;
  std::uint64_t lives = 0;
  std::uint64_t taken_back = 0;
  std::uint64_t settled = 0;

  void add(const World& world) {
    for (const auto& ask : world.asks()) ++(ask.answers == 0 ? unanswered : ask.yes ? yes : no);
    lives += world.lives();
    taken_back += world.taken_back();
    settled += world.guards().settled.size();
  }
};

// The part's number, from 0: it takes every eighth seed.
class RandomSchedules : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomSchedules, NoPromiseIsBroken) {
  const auto only = from_environment("LINEMAN_SEED");
  const auto last = from_environment("LINEMAN_SCHEDULES").value_or(schedules);
  Tally tally;
  std::uint64_t count = 0;
  for (auto seed = only.value_or(1) + GetParam(); seed <= only.value_or(last); seed += parts) {
    World world;
    run_random_schedule(world, seed);
    ASSERT_THAT(world.violations(), IsEmpty()) << "LINEMAN_SEED=" << seed;
    tally.add(world);
    ++count;
  }
  if (count < 100) return;
  // Schedules in which nothing much happens would prove nothing.
  EXPECT_GT(tally.yes, count);
  EXPECT_GT(tally.no, count);
  EXPECT_GT(tally.unanswered, count / 10);
  EXPECT_GT(tally.lives, 3 * count);
  EXPECT_GT(tally.taken_back, count / 10);
  EXPECT_GT(tally.settled, count / 10);
}

INSTANTIATE_TEST_SUITE_P(Part, RandomSchedules, ::testing::Range(std::uint64_t{0}, parts));

}  // namespace
}  // namespace lineman::test
