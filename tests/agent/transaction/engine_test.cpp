#include "tests/agent/transaction/engine_fixture.hpp"

namespace lineman::agent {
namespace {

using datamodel::ProblemCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::chrono_literals;

TEST_F(EngineTest, AChangeIsStoredAppliedPublishedAndThenAnswered) {
  start_ready();
  const auto outcome = outcome_of(
      request({{"account.1.label", "Front desk"}, {"account.2.sip_server.1.expires", "0060"}}));
  EXPECT_FALSE(outcome.refused());
  EXPECT_EQ(outcome.generation, 2U);
  EXPECT_EQ(outcome.applied, Applied::yes);
  EXPECT_THAT(outcome.changed, ElementsAre(parameter("account.1.label"),
                                           parameter("account.2.sip_server.1.expires")));
  EXPECT_EQ(engine().values().get(parameter("account.1.label")), "Front desk");
  EXPECT_EQ(stored("account.2.sip_server.1.expires"), "60") << "stored in its one form";
  EXPECT_EQ(in_core(1, "label"), "Front desk");
  EXPECT_EQ(in_core(2, "sip_server.1.expires"), "60");
  EXPECT_EQ(core.running().generation, 2U);
  EXPECT_EQ(engine().applied_generation(), 2U);
  EXPECT_THAT(publisher.numbers(), ElementsAre(2));
  EXPECT_THAT(publisher.told[0].changed,
              ElementsAre("account.1.label", "account.2.sip_server.1.expires"));
  EXPECT_EQ(publisher.told[0].asker, (Asker{Door::control, "uid 1000"}));
}

TEST_F(EngineTest, PublishesBeforeItAnswers) {
  start_ready();
  std::size_t published_at_answer = 0;
  engine().run(request({{"account.1.label", "x"}}),
               [&](const Outcome&) { published_at_answer = publisher.told.size(); });
  clock.advance(5s);
  EXPECT_EQ(published_at_answer, 1U);
}

TEST_F(EngineTest, ChangedAccountsAloneGoToTheCoreAndGlobalsAlways) {
  start_ready();
  set("account.2.label", "x");
  ASSERT_TRUE(core.last_prepare());
  EXPECT_THAT(core.last_prepare()->accounts, SizeIs(1));
  EXPECT_EQ(core.last_prepare()->accounts[0].account, 2U);
  EXPECT_EQ(core.last_prepare()->accounts[0].values.at("sip_server.2.port"), "5060");
  EXPECT_EQ(core.last_prepare()->globals.at("sip.timer_t1"), "0.5");
  EXPECT_FALSE(core.last_prepare()->globals.contains("network.snmp.port"));
}

TEST_F(EngineTest, AnUnchangedValueIsASuccessAndMakesNoGeneration) {
  start_ready();
  const auto before = files.operations();
  const auto outcome = set("account.1.sip_server.1.expires", "3600");
  EXPECT_FALSE(outcome.refused());
  EXPECT_THAT(outcome.changed, IsEmpty());
  EXPECT_EQ(outcome.generation, 1U);
  EXPECT_EQ(files.operations(), before);
  EXPECT_EQ(core.calls(test::CoreCall::prepare), 0U);
}

TEST_F(EngineTest, AnUnchangedValueWithANewParameterKeyMakesOne) {
  start_ready();
  auto asked = request({{"account.1.sip_server.1.expires", "3600"}});
  asked.parameter_key = "spring";
  EXPECT_EQ(outcome_of(asked).generation, 2U);
  EXPECT_EQ(engine().parameter_key(), "spring");
  EXPECT_EQ(outcome_of(asked).generation, 2U) << "the same key again changes nothing";
}

TEST_F(EngineTest, ARefusedChangeLeavesTheParameterKey) {
  start_ready();
  auto asked = request({{"account.1.sip_server.1.expires", "1"}});
  asked.parameter_key = "spring";
  EXPECT_TRUE(outcome_of(asked).refused());
  EXPECT_EQ(engine().parameter_key(), "");
}

TEST_F(EngineTest, ConfigSerialIsATestAndIncrement) {
  start_ready();
  auto asked = request({});
  asked.config_serial = 0;
  EXPECT_FALSE(outcome_of(asked).refused());
  EXPECT_EQ(engine().config_serial(), 1U);
  asked.deadline = clock.now() + 1s;
  const auto second = outcome_of(asked);
  expect_refused(second, ProblemCode::conflict);
  EXPECT_EQ(second.problems[0].name, "configSerialNo");
  EXPECT_EQ(engine().config_serial(), 1U);
}

TEST_F(EngineTest, ABaseThatIsNotCurrentWhenTheTurnComesIsAConflict) {
  start_ready();
  auto first = request({{"account.1.label", "a"}});
  auto second = request({{"account.1.label", "b"}});
  first.base = 1;
  second.base = 1;
  const auto answers = ask(first);
  const auto late = ask(second);
  clock.advance(5s);
  ASSERT_THAT(*answers, SizeIs(1));
  EXPECT_FALSE(answers->front().refused());
  ASSERT_THAT(*late, SizeIs(1));
  expect_refused(late->front(), ProblemCode::conflict);
  EXPECT_EQ(engine().values().get(parameter("account.1.label")), "a");
}

TEST_F(EngineTest, TransactionsRunOneAfterTheOther) {
  start_ready();
  std::vector<int> order;
  for (int i = 0; i < 5; ++i) {
    engine().run(request({{"account.1.label", std::to_string(i)}}),
                 [&order, i](const Outcome& outcome) {
                   EXPECT_EQ(outcome.generation, static_cast<std::uint64_t>(i) + 2);
                   order.push_back(i);
                 });
  }
  clock.advance(5s);
  EXPECT_THAT(order, ElementsAre(0, 1, 2, 3, 4));
}

TEST_F(EngineTest, WhatHasNotBegunByItsDeadlineIsBusy) {
  start_ready();
  disk().set_duration([] { return 1s; });
  const auto first = ask(request({{"account.1.label", "a"}}, 5s));
  const auto second = ask(request({{"account.1.label", "b"}}, 700ms));
  clock.advance(699ms);
  EXPECT_THAT(*second, IsEmpty());
  clock.advance(1ms);
  ASSERT_THAT(*second, SizeIs(1));
  expect_refused(second->front(), ProblemCode::busy);
  clock.advance(10s);
  EXPECT_EQ(engine().values().get(parameter("account.1.label")), "a");
}

TEST_F(EngineTest, ADiskThatStallsBeforeTheCommitPointIsBusyAndChangesNothing) {
  start_ready();
  disk().set_duration([] { return 3s; });
  const auto answers = ask(request({{"account.1.label", "a"}}, 700ms));
  clock.advance(700ms);
  ASSERT_THAT(*answers, SizeIs(1));
  expect_refused(answers->front(), ProblemCode::busy);
  EXPECT_FALSE(core.has_stage());
  clock.advance(20s);
  EXPECT_EQ(engine().generation(), 1U);
  EXPECT_THAT(files.names(), ::testing::Not(::testing::Contains("generations/2.new")));
  disk().set_duration({});
  EXPECT_EQ(set("account.1.label", "b").generation, 2U);
}

TEST_F(EngineTest, ADiskThatStallsAtTheCommitPointIsWaitedFor) {
  start_ready();
  int job = 0;
  disk().set_duration([&job]() -> Duration { return ++job == 2 ? 10s : 0s; });
  const auto answers = ask(request({{"account.1.label", "a"}}, 700ms));
  clock.advance(9s);
  EXPECT_THAT(*answers, IsEmpty()) << "nobody can say yes or no before the disk has";
  clock.advance(2s);
  ASSERT_THAT(*answers, SizeIs(1));
  EXPECT_FALSE(answers->front().refused());
  EXPECT_EQ(answers->front().generation, 2U);
}

TEST_F(EngineTest, AFullLineIsBusyAtOnce) {
  start_ready();
  disk().set_duration([] { return 1h; });
  ask(request({{"account.1.label", "first"}}, 10h));
  clock.advance(1ms);
  for (std::size_t i = 0; i < TransactionQueue::maximum_waiting; ++i) ask(request({}, 1h));
  const auto answers = ask(request({}, 1h));
  clock.advance(1ms);
  ASSERT_THAT(*answers, SizeIs(1));
  expect_refused(answers->front(), ProblemCode::busy);
}

TEST_F(EngineTest, ADryRunAsksTheCoreAndChangesNothing) {
  start_ready();
  auto asked = request({{"account.1.label", "a"}});
  asked.dry_run = true;
  core.set_effects({{.account = 1, .effect = sipcore::Effect::refresh}});
  const auto outcome = outcome_of(asked);
  EXPECT_FALSE(outcome.refused());
  EXPECT_EQ(outcome.generation, 1U);
  EXPECT_THAT(outcome.changed, ElementsAre(parameter("account.1.label")));
  EXPECT_THAT(outcome.effects, SizeIs(1));
  EXPECT_FALSE(core.has_stage());
  EXPECT_EQ(engine().values().get(parameter("account.1.label")), "");
  core.set_mood([](test::CoreCall) { return test::CoreMood::veto; });
  asked.deadline = clock.now() + 5s;
  EXPECT_TRUE(outcome_of(asked).refused());
}

TEST_F(EngineTest, AStoreThatFailsBeforeTheCommitPointIsStoreFailed) {
  start_ready();
  for (const std::string_view operation : {"write", "sync", "rename"}) {
    files.set_fault([operation](std::uint64_t, std::string_view now) -> std::optional<std::errc> {
      if (now == operation) return std::errc::no_space_on_device;
      return std::nullopt;
    });
    const auto outcome = set("account.1.label", "a");
    expect_refused(outcome, ProblemCode::store_failed);
    EXPECT_THAT(outcome.problems[0].sentence, HasSubstr("No space left on device"));
    EXPECT_EQ(outcome.generation, 1U);
    EXPECT_FALSE(core.has_stage());
    EXPECT_EQ(core.running().generation, 1U);
  }
  files.set_fault({});
  EXPECT_EQ(set("account.1.label", "a").generation, 2U);
  EXPECT_THAT(fatal, IsEmpty());
}

TEST_F(EngineTest, AFailedFolderSyncEndsTheAgentWithoutAnAnswer) {
  start_ready();
  files.set_fault([](std::uint64_t, std::string_view now) -> std::optional<std::errc> {
    if (now == "sync_folder") return std::errc::io_error;
    return std::nullopt;
  });
  const auto answers = ask(request({{"account.1.label", "a"}}));
  const auto waiting = ask(request({{"account.1.label", "b"}}));
  clock.advance(30s);
  EXPECT_THAT(fatal, SizeIs(1));
  EXPECT_THAT(*answers, IsEmpty());
  EXPECT_THAT(*waiting, IsEmpty());
  EXPECT_EQ(core.calls(test::CoreCall::commit), 0U);
  engine().run(request({}), [](const Outcome&) { FAIL() << "answered after the end"; });
  clock.advance(30s);
}

TEST_F(EngineTest, HistoryIsNewestFirstAndBounded) {
  start_ready();
  for (int i = 0; i < 8; ++i) set("account.1.label", std::to_string(i));
  const auto kept = engine().generations();
  ASSERT_THAT(kept, SizeIs(history));
  EXPECT_EQ(kept.front().generation, 9U);
  EXPECT_EQ(kept.back().generation, 5U);
  EXPECT_THAT(kept.front().changed, ElementsAre("account.1.label"));
  EXPECT_FALSE(files.get("generations/4"));
  EXPECT_TRUE(files.get("generations/5"));
}

TEST_F(EngineTest, AValueThatActsAfterARestartIsNotYetApplied) {
  start_ready();
  EXPECT_EQ(set("network.snmp.port", "1161").applied, Applied::not_yet);
}

TEST_F(EngineTest, EffectsThatWaitAreNotYetApplied) {
  start_ready();
  core.set_effects({{.account = 1, .effect = sipcore::Effect::deferred}});
  EXPECT_EQ(set("account.1.label", "a").applied, Applied::not_yet);
  core.set_effects({{.account = 0, .effect = sipcore::Effect::restart}});
  EXPECT_EQ(set("account.1.label", "b").applied, Applied::not_yet);
  core.set_effects({{.account = 1, .effect = sipcore::Effect::reregister}});
  EXPECT_EQ(set("account.1.label", "c").applied, Applied::yes);
}

TEST_F(EngineTest, AnAskerMayAskAgainFromItsAnswer) {
  start_ready();
  bool answered = false;
  engine().run(request({{"account.1.label", "a"}}), [&](const Outcome&) {
    engine().run(request({{"account.1.label", "b"}}), [&](const Outcome& outcome) {
      answered = true;
      EXPECT_EQ(outcome.generation, 3U);
    });
  });
  clock.advance(5s);
  EXPECT_TRUE(answered);
}

}  // namespace
}  // namespace lineman::agent
