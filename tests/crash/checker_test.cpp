// The test of the tests: stores that do one step wrongly have to be found out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/crash/guard_schedules.hpp"
#include "tests/crash/random_schedule.hpp"

namespace lineman::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// What the schedules of crashes say of a store that does it wrongly.
std::set<std::string> found_by_crashes(Wrong wrong) {
  std::set<std::string> found;
  const auto extent = extent_of_changes(wrong);
  for (std::uint64_t k = 1; k <= extent.operations; ++k) {
    for (const auto loss : {Loss::none, Loss::kept, Loss::dropped, Loss::halved}) {
      World world(wrong);
      bring_up(world);
      world.set_loss(loss);
      world.files.crash_after(extent.first_operation + k);
      make_changes(world);
      world.recover_and_check();
      found.insert(world.violations().begin(), world.violations().end());
    }
  }
  return found;
}

std::set<std::string> found_by_kills(Wrong wrong) {
  std::set<std::string> found;
  const auto extent = extent_of_changes(wrong);
  for (std::uint64_t k = 1; k <= extent.steps; ++k) {
    World world(wrong);
    bring_up(world);
    world.set_loss(Loss::dropped);
    world.kill_after(k);
    make_changes(world);
    world.recover_and_check();
    found.insert(world.violations().begin(), world.violations().end());
  }
  return found;
}

std::set<std::string> found_by_errors(Wrong wrong) {
  std::set<std::string> found;
  const auto extent = extent_of_changes(wrong);
  for (std::uint64_t k = 1; k <= extent.operations; ++k) {
    World world(wrong);
    bring_up(world);
    const auto at = extent.first_operation + k;
    world.files.set_fault([=](std::uint64_t number, std::string_view) -> std::optional<std::errc> {
      if (number == at) return std::errc::io_error;
      return std::nullopt;
    });
    make_changes(world);
    world.end_agent(Loss::dropped);
    world.recover_and_check();
    found.insert(world.violations().begin(), world.violations().end());
  }
  return found;
}

std::set<std::string> found_by_kills_of(End end, Wrong wrong) {
  std::set<std::string> found;
  const auto extent = extent_of_guarded(end, wrong);
  for (std::uint64_t k = 1; k <= extent.steps; ++k) {
    World world(wrong);
    bring_up_registered(world);
    world.kill_after(k);
    make_guarded_changes(world, end);
    world.recover_and_check();
    found.insert(world.violations().begin(), world.violations().end());
  }
  return found;
}

TEST(Checker, FindsARenameOfWhatWasNotSynced) {
  EXPECT_THAT(found_by_crashes(Wrong::no_file_sync), Contains("the yes for ask 2 was lost"));
}

TEST(Checker, FindsAnAnswerBeforeTheNameIsDurable) {
  EXPECT_THAT(found_by_crashes(Wrong::no_folder_sync), Contains("the yes for ask 2 was lost"));
}

TEST(Checker, FindsARenameBeforeTheSync) {
  EXPECT_THAT(found_by_crashes(Wrong::rename_before_sync), Contains(HasSubstr("was set aside")));
}

TEST(Checker, FindsAnAnswerBeforeTheDiskHasDoneItsWork) {
  EXPECT_THAT(found_by_kills(Wrong::answers_too_early), Contains("a no was kept"));
}

TEST(Checker, FindsAStartThatBelievesThePageCache) {
  EXPECT_THAT(found_by_errors(Wrong::no_rewrite_at_start),
              Contains("the core was told to run what is not durable"));
}

TEST(Checker, FindsAPublicationThatIsRememberedTooEarly) {
  EXPECT_THAT(found_by_kills(Wrong::marks_too_early), Contains(HasSubstr("was never published")));
}

TEST(Checker, FindsAGuardThatFiresAfterItWasConfirmed) {
  EXPECT_THAT(found_by_kills_of(End::confirmed, Wrong::no_settled_mark),
              Contains(HasSubstr("takes back what stood for good")));
}

TEST(Checker, FindsAGuardThatIsForgotten) {
  EXPECT_THAT(found_by_kills_of(End::taken_back, Wrong::no_guard),
              Contains("a guarded change was stored without its guard"));
}

TEST(Checker, FindsAGuardThatTakesBackWhatSomebodyChangedSince) {
  EXPECT_THAT(found_by_kills_of(End::taken_back, Wrong::all_guarded),
              Contains(HasSubstr("takes back what it does not guard")));
}

TEST(Checker, RandomSchedulesFindThemToo) {
  for (const auto wrong : {Wrong::no_file_sync, Wrong::no_folder_sync, Wrong::answers_too_early,
                           Wrong::no_settled_mark, Wrong::no_guard, Wrong::all_guarded}) {
    std::set<std::string> found;
    for (std::uint64_t seed = 1; seed <= 500 && found.empty(); ++seed) {
      World world(wrong);
      run_random_schedule(world, seed);
      found.insert(world.violations().begin(), world.violations().end());
    }
    EXPECT_THAT(found, Not(IsEmpty())) << static_cast<int>(wrong);
  }
}

}  // namespace
}  // namespace lineman::test
