#include "sipcore/control/staging.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sipcore-control/fake_actions.hpp"
#include "tests/support/fake_clock.hpp"

namespace lineman::sipcore {
namespace {

using datamodel::CoreCounter;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::chrono_literals;

constexpr Staging::Connection agent = 1;
constexpr Staging::Connection other = 2;

Prepare change(std::string txn, std::uint64_t base, std::uint64_t target) {
  return {.txn = std::move(txn),
          .base = base,
          .target = target,
          .digest = "digest-" + std::to_string(target),
          .lease = 10s,
          .accounts = {{.account = 1, .values = {{"enable", "1"}}}},
          .globals = {{"sip.timer_t1", "0.5"}}};
}

class StagingTest : public testing::Test {
 protected:
  ErrorCode code_of_prepare(const Prepare& prepare, Staging::Connection connection = agent) {
    const auto result = staging.prepare(connection, prepare);
    if (result) throw std::runtime_error("was not refused");
    return result.error().code;
  }
  ErrorCode code_of_commit(const std::string& txn) {
    const auto result = staging.commit(txn);
    if (result) throw std::runtime_error("was not refused");
    return result.error().code;
  }
  void load(std::uint64_t generation) {
    ASSERT_TRUE(staging.load_begin(agent, {.generation = generation, .digest = "loaded"}));
    ASSERT_TRUE(staging.load_end(agent));
  }

  FakeActions actions{2};
  test::FakeClock clock;
  Staging staging{actions, clock, 2};
};

TEST_F(StagingTest, ATransactionGoesThrough) {
  actions.effects = {{1, Effect::reregister}};
  const auto effects = staging.prepare(agent, change("t1", 0, 5));
  ASSERT_TRUE(effects);
  EXPECT_THAT(*effects, ElementsAre(AccountEffect{1, Effect::reregister}));
  EXPECT_EQ(actions.prepared, change("t1", 0, 5).accounts);
  EXPECT_EQ(actions.prepared_globals, change("t1", 0, 5).globals);
  EXPECT_EQ(staging.generation(), 0U);
  EXPECT_THAT(actions.committed, IsEmpty());
  EXPECT_EQ(staging.commit("t1"), 5U);
  EXPECT_THAT(actions.committed, ElementsAre(1));
  EXPECT_THAT(actions.generations, ElementsAre(staging.generation()));
  EXPECT_EQ(staging.generation(), 5U);
  EXPECT_EQ(staging.digest(), "digest-5");
  EXPECT_EQ(actions.staged, 0);
  EXPECT_EQ(clock.armed(), 0U);
  EXPECT_EQ(staging.counters()[CoreCounter::prepares], 1U);
  EXPECT_EQ(staging.counters()[CoreCounter::commits], 1U);
}

TEST_F(StagingTest, TheSameCommitAgainAnswersTheSameAndDoesNothing) {
  ASSERT_TRUE(staging.prepare(agent, change("t1", 0, 5)));
  EXPECT_EQ(staging.commit("t1"), 5U);
  EXPECT_EQ(staging.commit("t1"), 5U);
  EXPECT_THAT(actions.committed, ElementsAre(1));
  EXPECT_EQ(staging.counters()[CoreCounter::commits], 1U);
  // Even while the next one is staged.
  ASSERT_TRUE(staging.prepare(agent, change("t2", 5, 6)));
  EXPECT_EQ(staging.commit("t1"), 5U);
  EXPECT_EQ(staging.commit("t2"), 6U);
}

TEST_F(StagingTest, OnlyOneIsStaged) {
  ASSERT_TRUE(staging.prepare(agent, change("t1", 0, 5)));
  const auto second = staging.prepare(other, change("t2", 0, 6));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::busy);
  EXPECT_EQ(second.error().sentence, "t1");
  EXPECT_EQ(staging.commit("t1"), 5U);
}

TEST_F(StagingTest, TheSameTransactionAgainTakesItsPlace) {
  ASSERT_TRUE(staging.prepare(agent, change("t1", 0, 5)));
  ASSERT_TRUE(staging.prepare(agent, change("t1", 0, 5)));
  EXPECT_EQ(actions.staged, 1);
  EXPECT_EQ(staging.commit("t1"), 5U);
  EXPECT_THAT(actions.committed, ElementsAre(2));
}

TEST_F(StagingTest, AnotherBaseIsAConflict) {
  load(7);
  for (const auto& wrong : {change("t1", 6, 8), change("t2", 8, 9), change("t3", 7, 7)}) {
    const auto result = staging.prepare(agent, wrong);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::conflict);
    EXPECT_EQ(result.error().generation, 7U);
  }
  EXPECT_EQ(staging.counters()[CoreCounter::refusals], 3U);
  EXPECT_TRUE(staging.prepare(agent, change("t4", 7, 8)));
}

TEST_F(StagingTest, AFailedPrepareLeavesNothing) {
  actions.refusal = Error{.code = ErrorCode::resource, .sentence = "no port"};
  EXPECT_EQ(code_of_prepare(change("t1", 0, 5)), ErrorCode::resource);
  EXPECT_EQ(code_of_commit("t1"), ErrorCode::unknown_txn);
  EXPECT_EQ(clock.armed(), 0U);
  EXPECT_EQ(staging.counters()[CoreCounter::prepares], 0U);
  EXPECT_EQ(staging.counters()[CoreCounter::refusals], 1U);
  actions.refusal.reset();
  EXPECT_TRUE(staging.prepare(agent, change("t2", 0, 5)));
}

TEST_F(StagingTest, ALeaseEnds) {
  ASSERT_TRUE(staging.prepare(agent, change("t1", 0, 5)));
  clock.advance(10s - 1ms);
  EXPECT_EQ(actions.staged, 1);
  clock.advance(1ms);
  EXPECT_EQ(actions.staged, 0);
  EXPECT_EQ(code_of_commit("t1"), ErrorCode::lease_expired);
  EXPECT_EQ(code_of_commit("t0"), ErrorCode::unknown_txn);
  EXPECT_EQ(staging.counters()[CoreCounter::expired_leases], 1U);
  EXPECT_EQ(staging.generation(), 0U);
  EXPECT_TRUE(staging.prepare(agent, change("t2", 0, 5)));
}

TEST_F(StagingTest, AbortIsIdempotent) {
  ASSERT_TRUE(staging.prepare(agent, change("t1", 0, 5)));
  staging.abort("unknown");
  EXPECT_EQ(actions.staged, 1);
  staging.abort("t1");
  staging.abort("t1");
  EXPECT_EQ(actions.staged, 0);
  EXPECT_EQ(staging.counters()[CoreCounter::aborts], 1U);
  EXPECT_EQ(code_of_commit("t1"), ErrorCode::unknown_txn);
}

TEST_F(StagingTest, EndOfFileDropsTheStageOfItsConnectionOnly) {
  ASSERT_TRUE(staging.prepare(agent, change("t1", 0, 5)));
  staging.connection_closed(other);
  EXPECT_EQ(actions.staged, 1);
  staging.connection_closed(agent);
  EXPECT_EQ(actions.staged, 0);
  EXPECT_EQ(code_of_commit("t1"), ErrorCode::unknown_txn);
}

TEST_F(StagingTest, ACommitIsRememberedAcrossConnections) {
  ASSERT_TRUE(staging.prepare(agent, change("t1", 0, 5)));
  ASSERT_TRUE(staging.commit("t1"));
  staging.connection_closed(agent);
  EXPECT_EQ(staging.commit("t1"), 5U);
}

TEST_F(StagingTest, WhatIsNoRequestIsInvalid) {
  const auto with = [](auto&& edit) {
    auto prepare = change("t1", 0, 5);
    edit(prepare);
    return prepare;
  };
  for (const auto& [name, wrong] : std::map<std::string, Prepare>{
           {"txn", with([](Prepare& p) { p.txn.clear(); })},
           {"txn", with([](Prepare& p) { p.txn.assign(maximum_txn + 1, 't'); })},
           {"digest", with([](Prepare& p) { p.digest.assign(maximum_digest + 1, 'd'); })},
           {"lease_ms", with([](Prepare& p) { p.lease = 0ms; })},
           {"account.3", with([](Prepare& p) { p.accounts[0].account = 3; })},
           {"account.0", with([](Prepare& p) { p.accounts[0].account = 0; })},
           {"account.1", with([](Prepare& p) { p.accounts.push_back(p.accounts[0]); })}}) {
    const auto result = staging.prepare(agent, wrong);
    ASSERT_FALSE(result) << name;
    EXPECT_EQ(result.error().code, ErrorCode::invalid);
    ASSERT_EQ(result.error().problems.size(), 1U);
    EXPECT_EQ(result.error().problems[0].name, name);
  }
  auto wrong = change("t1", 0, 5);
  wrong.lease = longest_lease + 1ms;
  EXPECT_EQ(code_of_prepare(wrong), ErrorCode::invalid);
  EXPECT_EQ(actions.staged, 0);
}

TEST_F(StagingTest, ALoadIsTakenWhole) {
  ASSERT_TRUE(staging.load_begin(
      agent, {.generation = 9, .digest = "nine", .globals = {{"sip.timer_t1", "1"}}}));
  ASSERT_TRUE(staging.load_account(agent, {.account = 1, .values = {{"enable", "1"}}}));
  ASSERT_TRUE(staging.load_account(agent, {.account = 2, .values = {{"enable", "0"}}}));
  EXPECT_THAT(actions.loads, IsEmpty());
  EXPECT_EQ(staging.load_end(agent), 9U);
  ASSERT_EQ(actions.loads.size(), 1U);
  EXPECT_EQ(actions.loads[0].accounts.size(), 2U);
  EXPECT_EQ(actions.loads[0].globals.at("sip.timer_t1"), "1");
  EXPECT_EQ(staging.generation(), 9U);
  EXPECT_EQ(staging.digest(), "nine");
}

TEST_F(StagingTest, ALoadMayGoBack) {
  load(9);
  load(3);
  EXPECT_EQ(staging.generation(), 3U);
}

TEST_F(StagingTest, ALoadMakesAStageWorthless) {
  ASSERT_TRUE(staging.prepare(agent, change("t1", 0, 5)));
  ASSERT_TRUE(staging.load_begin(agent, {.generation = 9}));
  EXPECT_EQ(actions.staged, 0);
  EXPECT_EQ(code_of_prepare(change("t2", 0, 5)), ErrorCode::busy);
  ASSERT_TRUE(staging.load_end(agent));
  EXPECT_EQ(code_of_commit("t1"), ErrorCode::unknown_txn);
}

TEST_F(StagingTest, ALoadForgetsTheLastCommit) {
  ASSERT_TRUE(staging.prepare(agent, change("t1", 0, 5)));
  ASSERT_TRUE(staging.commit("t1"));
  load(9);
  EXPECT_EQ(code_of_commit("t1"), ErrorCode::unknown_txn);
}

TEST_F(StagingTest, ALoadNeedsItsBeginning) {
  EXPECT_EQ(staging.load_account(agent, {.account = 1}).error().code, ErrorCode::unknown_txn);
  EXPECT_EQ(staging.load_end(agent).error().code, ErrorCode::unknown_txn);
  ASSERT_TRUE(staging.load_begin(agent, {.generation = 9}));
  EXPECT_EQ(staging.load_account(other, {.account = 1}).error().code, ErrorCode::unknown_txn);
  EXPECT_EQ(staging.load_end(other).error().code, ErrorCode::unknown_txn);
  staging.connection_closed(agent);
  EXPECT_EQ(staging.load_end(agent).error().code, ErrorCode::unknown_txn);
  EXPECT_THAT(actions.loads, IsEmpty());
}

TEST_F(StagingTest, ALoadIsNotRefusedForAnAccountThatIsNotThere) {
  ASSERT_TRUE(staging.load_begin(agent, {.generation = 9}));
  EXPECT_TRUE(staging.load_account(agent, {.account = 1}));
  EXPECT_TRUE(staging.load_account(agent, {.account = 3}));
  EXPECT_EQ(staging.load_account(agent, {.account = 1}).error().code, ErrorCode::invalid);
  ASSERT_TRUE(staging.load_end(agent));
  EXPECT_EQ(actions.loads[0].accounts.size(), 1U);
}

TEST_F(StagingTest, AnotherLoadTakesTheFirstOnesPlace) {
  ASSERT_TRUE(staging.load_begin(agent, {.generation = 9}));
  ASSERT_TRUE(staging.load_begin(other, {.generation = 10}));
  EXPECT_FALSE(staging.load_end(agent));
  EXPECT_EQ(staging.load_end(other), 10U);
}

}  // namespace
}  // namespace lineman::sipcore
