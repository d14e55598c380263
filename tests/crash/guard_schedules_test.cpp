// Every crash and every kill at every place of a guarded change, up to its end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crash/guard_schedules.hpp"

namespace lineman::test {
namespace {

using ::testing::IsEmpty;
using namespace std::chrono_literals;

constexpr Loss losses[] = {Loss::none, Loss::kept, Loss::dropped, Loss::halved};

class GuardSchedules : public ::testing::TestWithParam<End> {};

TEST_P(GuardSchedules, WithoutTroubleItEndsAsItShould) {
  World world;
  bring_up_registered(world);
  make_guarded_changes(world, GetParam());
  world.recover_and_check();
  EXPECT_THAT(world.violations(), IsEmpty());
  EXPECT_EQ(world.taken_back(), GetParam() == End::taken_back ? 1U : 0U);
  EXPECT_EQ(world.guards().settled.size(), GetParam() == End::taken_back ? 0U : 1U);
}

TEST_P(GuardSchedules, ACrashAfterEachOperationOfTheDisk) {
  const auto extent = extent_of_guarded(GetParam());
  for (std::uint64_t k = 1; k <= extent.operations; ++k) {
    for (const auto loss : losses) {
      World world;
      bring_up_registered(world);
      world.set_loss(loss);
      world.files.crash_after(extent.first_operation + k);
      make_guarded_changes(world, GetParam());
      world.recover_and_check();
      ASSERT_THAT(world.violations(), IsEmpty())
          << "at " << k << ", loss " << static_cast<int>(loss);
    }
  }
}

TEST_P(GuardSchedules, AKillAfterEachStepOfTheLoop) {
  const auto extent = extent_of_guarded(GetParam());
  for (std::uint64_t k = 1; k <= extent.steps; ++k) {
    for (const auto loss : losses) {
      World world;
      bring_up_registered(world);
      world.set_loss(loss);
      world.kill_after(k);
      make_guarded_changes(world, GetParam());
      world.recover_and_check();
      ASSERT_THAT(world.violations(), IsEmpty())
          << "at " << k << ", loss " << static_cast<int>(loss);
    }
  }
}

TEST_P(GuardSchedules, AnErrorOfEachOperationOnceAndForGood) {
  const auto extent = extent_of_guarded(GetParam());
  for (std::uint64_t k = 1; k <= extent.operations; ++k) {
    for (const bool for_good : {false, true}) {
      World world;
      bring_up_registered(world);
      const auto at = extent.first_operation + k;
      world.files.set_fault(
          [=](std::uint64_t number, std::string_view) -> std::optional<std::errc> {
            if (for_good ? number >= at : number == at) return std::errc::io_error;
            return std::nullopt;
          });
      make_guarded_changes(world, GetParam());
      world.end_agent(Loss::dropped);
      world.recover_and_check();
      ASSERT_THAT(world.violations(), IsEmpty())
          << "at " << k << (for_good ? ", for good" : ", once");
    }
  }
}

TEST_P(GuardSchedules, ADeathOfTheCoreAfterEachStep) {
  const auto extent = extent_of_guarded(GetParam());
  for (std::uint64_t k = 1; k <= extent.steps; ++k) {
    World world;
    bring_up_registered(world);
    world.core_dies_after(k);
    make_guarded_changes(world, GetParam());
    world.recover_and_check();
    ASSERT_THAT(world.violations(), IsEmpty()) << "at " << k;
  }
}

INSTANTIATE_TEST_SUITE_P(End, GuardSchedules,
                         ::testing::Values(End::taken_back, End::proven, End::confirmed));

// Confirmed after each step of a change that somebody else makes meanwhile.
TEST(GuardConfirmation, AfterEachStepOfAnotherChange) {
  for (const std::uint32_t guard : {0U, 25U}) {
    for (unsigned k = 0; k <= 40; ++k) {
      World world;
      bring_up_registered(world);
      world.ask(2s, {.guard = 20});
      world.run_until_answered(10s);
      world.say_registered(false, false);
      world.ask(2s, {.half = true, .guard = guard});
      for (unsigned i = 0; i < k; ++i) world.step(1s);
      world.confirm_guard();
      world.run(30s);
      world.recover_and_check();
      ASSERT_THAT(world.violations(), IsEmpty()) << "after " << k << ", guard " << guard;
    }
  }
}

}  // namespace
}  // namespace lineman::test
