#include "tr069/session/agent_start.hpp"

#include <gtest/gtest.h>

namespace lineman::cwmp {
namespace {

TEST(AgentStart, AnotherBootIsABoot) {
  State state{.boot_id = "one"};
  EXPECT_TRUE(note_start(state, "two", 0));
  EXPECT_TRUE(state.events.holds(event::boot));
  EXPECT_EQ(state.boot_id, "two");
}

TEST(AgentStart, TheSameBootIsNone) {
  State state{.boot_id = "one", .reboot = "key"};
  EXPECT_TRUE(note_start(state, "one", 0));
  EXPECT_TRUE(state.events.empty());
  EXPECT_EQ(state.reboot, "key") << "it is still to come";
}

TEST(AgentStart, ARebootThatWasBegunIsDone) {
  State state{.boot_id = "one", .reboot = "key", .reboot_begun = true};
  EXPECT_TRUE(note_start(state, "one", 0));
  EXPECT_TRUE(state.events.holds(event::boot));
  EXPECT_TRUE(state.events.holds(event::reboot));
  EXPECT_FALSE(state.reboot);
  EXPECT_FALSE(state.reboot_begun);
}

TEST(AgentStart, AFullQueueLosesTheEvent) {
  State state{.boot_id = "one", .reboot = "key"};
  for (std::size_t i = 0; i < maximum_events; ++i)
    state.events.add(event::schedule_inform, std::to_string(i));
  EXPECT_FALSE(note_start(state, "two", 0));
  EXPECT_FALSE(state.reboot);
}

TEST(AgentStart, GenerationsThatAreNumberedAnewAreNoneThatWerePublished) {
  State state{.published = 9, .boot_id = "one"};
  note_start(state, "one", 3);
  EXPECT_EQ(state.published, 3U);
}

}  // namespace
}  // namespace lineman::cwmp
