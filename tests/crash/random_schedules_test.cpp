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

constexpr std::uint64_t schedules = 1'500;

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

  void add(const World& world) {
    for (const auto& ask : world.asks()) ++(ask.answers == 0 ? unanswered : ask.yes ? yes : no);
    lives += world.lives();
  }
};

TEST(RandomSchedules, NoPromiseIsBroken) {
  if (const auto seed = from_environment("LINEMAN_SEED")) {
    World world;
    run_random_schedule(world, *seed);
    EXPECT_THAT(world.violations(), IsEmpty());
    return;
  }
  Tally tally;
  const auto count = from_environment("LINEMAN_SCHEDULES").value_or(schedules);
  for (std::uint64_t seed = 1; seed <= count; ++seed) {
    World world;
    run_random_schedule(world, seed);
    ASSERT_THAT(world.violations(), IsEmpty()) << "LINEMAN_SEED=" << seed;
    tally.add(world);
  }
  // Schedules in which nothing much happens would prove nothing.
  EXPECT_GT(tally.yes, count);
  EXPECT_GT(tally.no, count);
  EXPECT_GT(tally.unanswered, count / 10);
  EXPECT_GT(tally.lives, 3 * count);
}

}  // namespace
}  // namespace lineman::test
