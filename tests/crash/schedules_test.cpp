// Every crash, every error and every trouble with the core at every place of three changes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crash/schedules.hpp"

namespace lineman::test {
namespace {

using ::testing::IsEmpty;
using namespace std::chrono_literals;

constexpr Loss losses[] = {Loss::none, Loss::kept, Loss::dropped, Loss::halved};

std::string place(std::uint64_t where, Loss loss) {
  return "at " + std::to_string(where) + ", loss " + std::to_string(static_cast<int>(loss));
}

TEST(Schedules, WithoutTroubleEverythingIsKept) {
  World world;
  bring_up(world);
  make_changes(world);
  world.recover_and_check();
  EXPECT_THAT(world.violations(), IsEmpty());
  const auto extent = extent_of_changes();
  EXPECT_GE(extent.operations, changes_in_a_schedule * 4U)
      << "the schedules below go through these";
}

TEST(Schedules, ACrashAfterEachOperationOfTheDisk) {
  const auto extent = extent_of_changes();
  for (std::uint64_t k = 1; k <= extent.operations; ++k) {
    for (const auto loss : losses) {
      World world;
      bring_up(world);
      world.set_loss(loss);
      world.files.crash_after(extent.first_operation + k);
      make_changes(world);
      world.recover_and_check();
      ASSERT_THAT(world.violations(), IsEmpty()) << place(k, loss);
    }
  }
}

TEST(Schedules, ACrashAfterEachOperationOfTheFirstStart) {
  World untroubled;
  untroubled.start_agent();
  for (std::uint64_t k = 1; k <= untroubled.files.operations(); ++k) {
    for (const auto loss : losses) {
      World world;
      world.set_loss(loss);
      world.files.crash_after(k);
      EXPECT_FALSE(world.start_agent());
      make_changes(world);
      world.recover_and_check();
      ASSERT_THAT(world.violations(), IsEmpty()) << place(k, loss);
    }
  }
}

// What a failed start leaves can be read and may not be on the disk.
TEST(Schedules, AnErrorOfEachOperationOfTheFirstStartAndAKillLater) {
  World untroubled;
  untroubled.start_agent();
  const auto steps = extent_of_changes().steps;
  for (std::uint64_t k = 1; k <= untroubled.files.operations(); ++k) {
    for (std::uint64_t later = 1; later <= steps; ++later) {
      World world;
      world.files.set_fault(
          [=](std::uint64_t number, std::string_view) -> std::optional<std::errc> {
            if (number == k) return std::errc::io_error;
            return std::nullopt;
          });
      world.start_agent();
      if (!world.is_alive()) world.start_agent();
      world.run(1s);
      world.set_loss(Loss::dropped);
      world.kill_after(later);
      make_changes(world);
      world.recover_and_check();
      ASSERT_THAT(world.violations(), IsEmpty()) << "error at " << k << ", killed after " << later;
    }
  }
}

TEST(Schedules, ASecondCrashAtEachOperationOfTheRecovery) {
  const auto extent = extent_of_changes();
  for (std::uint64_t k = 1; k <= extent.operations; ++k) {
    for (const auto loss : {Loss::none, Loss::halved}) {
      for (std::uint64_t again = 1;; ++again) {
        World world;
        bring_up(world);
        world.set_loss(loss);
        world.files.crash_after(extent.first_operation + k);
        while (world.is_alive() && !world.files.has_crashed()) {
          world.ask(2s);
          world.run_until_answered(10s);
          world.run(10ms);
        }
        world.set_loss(Loss::dropped);
        world.files.crash_after(world.files.operations() + again);
        const bool all_done = world.start_agent();
        if (!all_done) make_changes(world);
        world.recover_and_check();
        ASSERT_THAT(world.violations(), IsEmpty()) << place(k, loss) << ", again at " << again;
        if (all_done) break;
      }
    }
  }
}

TEST(Schedules, AKillAfterEachStepOfTheLoop) {
  const auto extent = extent_of_changes();
  for (std::uint64_t k = 1; k <= extent.steps; ++k) {
    for (const auto loss : losses) {
      World world;
      bring_up(world);
      world.set_loss(loss);
      world.kill_after(k);
      make_changes(world);
      world.recover_and_check();
      ASSERT_THAT(world.violations(), IsEmpty()) << place(k, loss);
    }
  }
}

TEST(Schedules, AnErrorOfEachOperationOnceAndForGood) {
  const auto extent = extent_of_changes();
  for (std::uint64_t k = 1; k <= extent.operations; ++k) {
    for (const auto error : {std::errc::no_space_on_device, std::errc::io_error}) {
      for (const bool for_good : {false, true}) {
        for (const auto loss : losses) {
          World world;
          bring_up(world);
          const auto at = extent.first_operation + k;
          world.files.set_fault(
              [=](std::uint64_t number, std::string_view) -> std::optional<std::errc> {
                if (for_good ? number >= at : number == at) return error;
                return std::nullopt;
              });
          make_changes(world);
          world.end_agent(loss);
          world.recover_and_check();
          ASSERT_THAT(world.violations(), IsEmpty())
              << place(k, loss) << (for_good ? ", for good: " : ", once: ")
              << static_cast<int>(error);
        }
      }
    }
  }
}

// The core's trouble at its call number `which` of one kind, and a kill of the agent after each
// step that follows.
TEST(Schedules, EachTroubleOfTheCoreWithAKillAfterEachStep) {
  const auto steps = extent_of_changes().steps + 20;
  for (const auto kind : {CoreCall::prepare, CoreCall::commit}) {
    for (const auto mood :
         {CoreMood::veto, CoreMood::stall, CoreMood::die_before, CoreMood::die_after}) {
      for (unsigned which = 1; which <= 2; ++which) {
        for (std::uint64_t k = 0; k <= steps; ++k) {
          World world;
          bring_up(world);
          world.core.set_mood([=, seen = 0U](CoreCall call) mutable {
            if (call != kind || ++seen != which) return CoreMood::good;
            return mood;
          });
          world.set_loss(Loss::dropped);
          if (k > 0) world.kill_after(k);
          make_changes(world);
          world.recover_and_check();
          ASSERT_THAT(world.violations(), IsEmpty())
              << "call " << static_cast<int>(kind) << " mood " << static_cast<int>(mood)
              << " number " << which << " killed after " << k;
        }
      }
    }
  }
}

// Also between its calls; and once more while it is loaded again.
TEST(Schedules, ADeathOfTheCoreAfterEachStep) {
  const auto steps = extent_of_changes().steps;
  for (std::uint64_t k = 1; k <= steps; ++k) {
    for (const auto mood : {CoreMood::good, CoreMood::die_before, CoreMood::die_after}) {
      World world;
      bring_up(world);
      world.core.set_mood([=, seen = 0U](CoreCall call) mutable {
        return call == CoreCall::load && ++seen == 1 ? mood : CoreMood::good;
      });
      world.core_dies_after(k);
      make_changes(world);
      world.recover_and_check();
      ASSERT_THAT(world.violations(), IsEmpty())
          << "died after " << k << ", and in its load " << static_cast<int>(mood);
    }
  }
}

// The core's trouble when it is loaded for the first time, and a kill of the agent after each step
// from there.
TEST(Schedules, EachTroubleOfTheFirstLoadWithAKillAfterEachStep) {
  const auto steps = extent_of_changes().steps + 20;
  for (const auto mood :
       {CoreMood::veto, CoreMood::stall, CoreMood::die_before, CoreMood::die_after}) {
    for (const bool for_good : {false, true}) {
      for (std::uint64_t k = 0; k <= steps; ++k) {
        World world;
        world.core.set_mood([=, seen = 0U](CoreCall call) mutable {
          if (call != CoreCall::load) return CoreMood::good;
          return ++seen == 1 || for_good ? mood : CoreMood::good;
        });
        world.start_agent();
        world.set_loss(Loss::dropped);
        if (k > 0) world.kill_after(k);
        make_changes(world);
        world.recover_and_check();
        ASSERT_THAT(world.violations(), IsEmpty())
            << "mood " << static_cast<int>(mood) << (for_good ? ", for good" : ", once")
            << ", killed after " << k;
      }
    }
  }
}

}  // namespace
}  // namespace lineman::test
