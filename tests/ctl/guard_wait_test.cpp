#include "ctl/guard_wait.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "tests/ctl/run_program.hpp"

namespace lineman::ctl {
namespace {

boost::json::object parsed(std::string_view text) {
  return boost::json::parse(text).as_object();
}

constexpr std::string_view running = R"({"guard":{"generation":42,"seconds_left":9}})";
constexpr std::string_view over = R"({"guard":null})";
constexpr std::string_view kept =
    R"({"generations":[{"generation":42,"asker":{"door":"control"}},
                       {"generation":41,"asker":{"door":"guard"}}]})";
constexpr std::string_view reverted =
    R"({"generations":[{"generation":43,"asker":{"door":"guard"}},
                       {"generation":42,"asker":{"door":"control"}}]})";

TEST(GuardEnd, is_none_yet_while_it_runs_also_within_a_later_one) {
  EXPECT_EQ(guard_end(parsed(running), parsed(kept), 42), GuardEnd::none_yet);
  EXPECT_EQ(guard_end(parsed(running), parsed(kept), 40), GuardEnd::none_yet);
}

TEST(GuardEnd, is_what_the_history_says) {
  EXPECT_EQ(guard_end(parsed(over), parsed(kept), 42), GuardEnd::stands);
  EXPECT_EQ(guard_end(parsed(over), parsed(reverted), 42), GuardEnd::taken_back);
}

std::string reply(std::string_view parameters) {
  return R"({"parameters":)" + std::string{parameters} + '}';
}

constexpr std::string_view changed =
    R"({"version":1,"generation":42,"changed":["account.1.label"],"effects":[],"applied":true,
        "advice":[]})";

TEST(GuardWait, ends_with_what_became_of_the_change) {
  FakeAgent agent{{reply(changed), reply(running), reply(kept), reply(over), reply(kept)}};
  const auto done = run_with(agent, {"set", "--guard", "10", "--wait", "account.1.label=x"});
  EXPECT_EQ(done.code, exit_done);
  EXPECT_TRUE(done.out.starts_with("Changed.\n")) << done.out;
  EXPECT_TRUE(done.out.ends_with("\n\nThe change stands.\n")) << done.out;
  EXPECT_EQ(done.err, "");
}

TEST(GuardWait, fails_where_the_change_was_taken_back) {
  FakeAgent agent{{reply(changed), reply(over), reply(reverted)}};
  const auto done =
      run_with(agent, {"set", "--guard", "10", "--wait", "-f", "json", "account.1.label=x"});
  EXPECT_EQ(done.code, exit_failed);
  EXPECT_EQ(parsed(done.out).at("guard_end"), "takenBack");
  EXPECT_EQ(parsed(done.out).at("generation"), 42);
}

TEST(GuardWait, waits_for_one_that_runs_already) {
  FakeAgent agent{{reply(running), reply(over), reply(kept)}};
  const auto done = run_with(agent, {"guard", "--wait", "-f", "keyvalue"});
  EXPECT_EQ(done.code, exit_done);
  EXPECT_EQ(done.out, "guard_end=stands\n");
}

TEST(GuardWait, says_at_once_that_there_is_nothing_to_wait_for) {
  FakeAgent agent{{reply(over)}};
  const auto done = run_with(agent, {"guard", "--wait"});
  EXPECT_EQ(done.code, exit_done);
  EXPECT_EQ(done.out, "No guard runs.\n");
}

TEST(GuardWait, is_for_a_guarded_change_that_is_made) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"set", "--wait", "account.1.label=x"},
        {"set", "--wait", "--guard", "10", "--dry-run", "account.1.label=x"},
        {"guard", "confirm", "--wait"}}) {
    EXPECT_EQ(run(arguments).code, exit_usage);
  }
}

}  // namespace
}  // namespace lineman::ctl
