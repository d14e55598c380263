// The engine and a SIP core that refuses, stays silent, dies and comes back.
#include "tests/agent/transaction/engine_fixture.hpp"

namespace lineman::agent {
namespace {

using datamodel::ProblemCode;
using test::CoreCall;
using test::CoreMood;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::chrono_literals;

class EngineCoreTest : public EngineTest {
 public:
  // The mood of all calls of one kind; the others stay good.
  void mood(CoreCall kind, CoreMood how) {
    core.set_mood([kind, how](CoreCall call) { return call == kind ? how : CoreMood::good; });
  }
  // Of the first call of the kind alone.
  void mood_once(CoreCall kind, CoreMood how) {
    core.set_mood([kind, how, done = false](CoreCall call) mutable {
      if (call != kind || done) return CoreMood::good;
      done = true;
      return how;
    });
  }
  void be_good() { core.set_mood({}); }
};

TEST_F(EngineCoreTest, TheFirstConnectionLoadsEverything) {
  start_ready();
  EXPECT_EQ(core.running().accounts.size(), accounts);
  EXPECT_EQ(core.running().digest, datamodel::digest_of(engine().values(), accounts));
  EXPECT_EQ(engine().applied_generation(), 1U);
}

TEST_F(EngineCoreTest, ACoreThatRunsTheStoredConfigurationIsLeftAlone) {
  start_ready();
  set("account.1.label", "a");
  kill();
  const auto loads = core.calls(CoreCall::load);
  start_ready();
  EXPECT_EQ(core.calls(CoreCall::load), loads);
  EXPECT_EQ(engine().applied_generation(), 2U);
}

TEST_F(EngineCoreTest, ACoreWithTheSameNumberAndAnotherDigestIsLoaded) {
  core.set_running({.generation = 1, .digest = "something else"});
  start_ready();
  EXPECT_EQ(core.calls(CoreCall::load), 1U);
}

TEST_F(EngineCoreTest, AGenerationOfTheCoreAboveOursRaisesTheNextNumber) {
  core.set_running({.generation = 40, .digest = "something else"});
  start();
  clock.advance(1s);
  EXPECT_EQ(core.running().generation, 1U) << "what is stored counts";
  EXPECT_EQ(set("account.1.label", "a").generation, 41U);
}

TEST_F(EngineCoreTest, ARefusalNamesEachParameterAndMasksSecrets) {
  start_ready();
  core.set_veto(
      {sipcore::ErrorCode::invalid,
       "no",
       {{ProblemCode::wrong_value, "account.1.sip_server.1.address", "x.invalid", "does not exist"},
        {ProblemCode::wrong_value, "account.1.password", "geheim", "is too simple"}}});
  mood(CoreCall::prepare, CoreMood::veto);
  const auto outcome = set("account.1.label", "a");
  ASSERT_THAT(outcome.problems, SizeIs(2));
  EXPECT_EQ(outcome.problems[0].code, ProblemCode::conflict);
  EXPECT_EQ(outcome.problems[0].name, "account.1.sip_server.1.address");
  EXPECT_EQ(outcome.problems[1].value, "********");
  EXPECT_EQ(engine().generation(), 1U);
  EXPECT_FALSE(files.get("generations/2.new"));
}

TEST_F(EngineCoreTest, ACoreThatIsSilentIsBusyAndWhatItStagedIsAborted) {
  start_ready();
  mood(CoreCall::prepare, CoreMood::stall);
  auto answers = ask(request({{"account.1.label", "a"}}, 20s));
  clock.advance(1999ms);
  EXPECT_THAT(*answers, IsEmpty());
  clock.advance(1ms);
  ASSERT_THAT(*answers, SizeIs(1));
  expect_refused(answers->front(), ProblemCode::busy);
  EXPECT_FALSE(core.has_stage());
  be_good();
  EXPECT_EQ(set("account.1.label", "b").generation, 2U);
}

TEST_F(EngineCoreTest, PreparationHasWhatIsLeftOfTheDeadline) {
  start_ready();
  mood(CoreCall::prepare, CoreMood::stall);
  const auto answers = ask(request({{"account.1.label", "a"}}, 700ms));
  clock.advance(700ms);
  ASSERT_THAT(*answers, SizeIs(1));
  expect_refused(answers->front(), ProblemCode::busy);
}

TEST_F(EngineCoreTest, ALateAnswerOfAnOlderPreparationIsDropped) {
  start_ready();
  int call = 0;
  core.set_latency([&call]() -> Duration { return ++call == 1 ? 690ms : 0ms; });
  disk().set_duration([&call]() -> Duration { return call == 1 ? 800ms : 0ms; });
  const auto first = ask(request({{"account.1.label", "a"}}, 600ms));
  const auto second = ask(request({{"account.1.label", "b"}}, 5s));
  clock.advance(10s);
  expect_refused(first->at(0), ProblemCode::busy);
  EXPECT_EQ(second->at(0).generation, 2U);
  EXPECT_EQ(in_core(1, "label"), "b");
}

TEST_F(EngineCoreTest, WhileTheCoreIsAwayChangesThatNeedItAreRefused) {
  core.stay_away();
  start();
  const auto outcome = set("account.1.label", "a");
  expect_refused(outcome, ProblemCode::core_away);
  EXPECT_EQ(engine().applied_generation(), 0U);
}

TEST_F(EngineCoreTest, ChangesThatAreNoneOfTheCoresBusinessNeedNoCore) {
  core.stay_away();
  start();
  const auto outcome = set("static.managementserver.url", "https://acs.example.com");
  EXPECT_FALSE(outcome.refused());
  EXPECT_EQ(outcome.applied, Applied::yes);
  core.come_back();
  clock.advance(1s);
  EXPECT_EQ(core.running().generation, 2U);
}

TEST_F(EngineCoreTest, WithoutCoreCommitsAndTheCoreIsLoadedWhenItIsBack) {
  core.stay_away();
  start();
  auto asked = request({{"account.1.label", "a"}});
  asked.without_core = true;
  const auto answers = ask(asked);
  clock.advance(100ms);
  ASSERT_THAT(*answers, SizeIs(1)) << "does not wait for the core";
  EXPECT_FALSE(answers->front().refused());
  EXPECT_EQ(answers->front().applied, Applied::not_yet);
  core.come_back();
  clock.advance(1s);
  EXPECT_EQ(in_core(1, "label"), "a");
  EXPECT_EQ(engine().applied_generation(), 2U);
}

TEST_F(EngineCoreTest, WithoutCoreIsStillRefusedByACoreThatIsThere) {
  start_ready();
  mood(CoreCall::prepare, CoreMood::veto);
  auto asked = request({{"account.1.label", "a"}});
  asked.without_core = true;
  EXPECT_TRUE(outcome_of(asked).refused());
}

TEST_F(EngineCoreTest, WithoutCoreGoesOnWhenTheCoreDiesOverIt) {
  start_ready();
  for (const auto how : {CoreMood::die_before, CoreMood::die_after, CoreMood::stall}) {
    mood_once(CoreCall::prepare, how);
    auto asked = request({{"account.1.label", std::to_string(static_cast<int>(how))}});
    asked.without_core = true;
    const auto outcome = outcome_of(asked);
    EXPECT_FALSE(outcome.refused());
    EXPECT_EQ(core.running().generation, engine().generation());
    EXPECT_FALSE(core.has_stage());
  }
}

TEST_F(EngineCoreTest, ACoreThatDiesDuringPreparationRefusesTheChange) {
  start_ready();
  for (const auto how : {CoreMood::die_before, CoreMood::die_after}) {
    mood_once(CoreCall::prepare, how);
    expect_refused(set("account.1.label", "a"), ProblemCode::core_away);
    EXPECT_EQ(engine().generation(), 1U);
    EXPECT_EQ(core.running().generation, 1U);
  }
}

TEST_F(EngineCoreTest, ACoreThatDiesAfterTheCommitPointIsLoadedWithinTheDeadline) {
  start_ready();
  for (const auto how : {CoreMood::die_before, CoreMood::die_after}) {
    mood_once(CoreCall::commit, how);
    const auto outcome = set("account.1.label", std::to_string(static_cast<int>(how)));
    EXPECT_FALSE(outcome.refused());
    EXPECT_EQ(outcome.applied, Applied::yes);
    EXPECT_EQ(core.running().generation, outcome.generation);
  }
}

TEST_F(EngineCoreTest, ACoreThatStaysAwayAfterTheCommitPointMakesAYesThatIsNotYetApplied) {
  start_ready();
  core.set_absence(10s);
  mood_once(CoreCall::commit, CoreMood::die_before);
  const auto answers = ask(request({{"account.1.label", "a"}}, 700ms));
  clock.advance(699ms);
  EXPECT_THAT(*answers, IsEmpty());
  clock.advance(1ms);
  ASSERT_THAT(*answers, SizeIs(1));
  EXPECT_FALSE(answers->front().refused());
  EXPECT_EQ(answers->front().generation, 2U);
  EXPECT_EQ(answers->front().applied, Applied::not_yet);
  EXPECT_THAT(reports, ::testing::Not(::testing::Contains(HasSubstr("loading generation"))))
      << "a core that is away is not asked, and has not failed";
  EXPECT_LT(engine().applied_generation(), engine().generation());
  EXPECT_THAT(publisher.numbers(), ElementsAre(2));
  clock.advance(20s);
  EXPECT_EQ(engine().applied_generation(), 2U);
  EXPECT_THAT(publisher.numbers(), ElementsAre(2)) << "published once";
}

TEST_F(EngineCoreTest, ACommitThatTheCoreDoesNotKnowIsFollowedByALoad) {
  start_ready();
  const auto loads = core.calls(CoreCall::load);
  core.set_veto({sipcore::ErrorCode::lease_expired, {}, {}});
  mood_once(CoreCall::commit, CoreMood::veto);
  const auto outcome = set("account.1.label", "a");
  EXPECT_EQ(outcome.applied, Applied::yes);
  EXPECT_EQ(core.calls(CoreCall::load), loads + 1);
  EXPECT_EQ(in_core(1, "label"), "a");
}

TEST_F(EngineCoreTest, ACoreThatDiesWhileTheDiskDecidesIsLoaded) {
  start_ready();
  int job = 0;
  disk().set_duration([&job]() -> Duration { return ++job == 2 ? 100ms : 0ms; });
  const auto answers = ask(request({{"account.1.label", "a"}}));
  clock.advance(50ms);
  core.die();
  clock.advance(10s);
  ASSERT_THAT(*answers, SizeIs(1));
  EXPECT_FALSE(answers->front().refused());
  EXPECT_EQ(answers->front().applied, Applied::yes);
  EXPECT_EQ(core.calls(CoreCall::commit), 0U);
  EXPECT_EQ(in_core(1, "label"), "a");
}

TEST_F(EngineCoreTest, AChangeWaitsForACoreThatIsBeingLoaded) {
  core.set_latency([] { return 200ms; });
  start();
  clock.advance(350ms);
  const auto answers = ask(request({{"account.1.label", "a"}}));
  clock.advance(10s);
  ASSERT_THAT(*answers, SizeIs(1));
  EXPECT_FALSE(answers->front().refused());
}

TEST_F(EngineCoreTest, AfterThreeFailedLoadsEveryDoorMayCommitWithoutTheCore) {
  mood(CoreCall::load, CoreMood::veto);
  start();
  clock.advance(500ms);
  ASSERT_EQ(core.calls(CoreCall::load), 1U);
  const auto early = ask(request({{"account.1.label", "a"}}, 100ms));
  clock.advance(100ms);
  expect_refused(early->at(0), ProblemCode::core_away);
  clock.advance(3500ms);
  ASSERT_EQ(core.calls(CoreCall::load), 3U);
  const auto late = ask(request({{"account.1.label", "a"}}, 100ms));
  clock.advance(50ms);
  ASSERT_THAT(*late, SizeIs(1));
  EXPECT_FALSE(late->front().refused());
  EXPECT_EQ(late->front().applied, Applied::not_yet);
  EXPECT_THAT(reports, SizeIs(::testing::Ge(3U)));
  EXPECT_THAT(reports[0], HasSubstr("loading generation 1 into the SIP core failed"));
}

TEST_F(EngineCoreTest, FailedLoadsAreCountedForOneGeneration) {
  mood(CoreCall::load, CoreMood::die_before);
  start();
  clock.advance(2s);
  ASSERT_GE(core.calls(CoreCall::load), 3U);
  EXPECT_FALSE(set("account.1.label", "a").refused());
  be_good();
  clock.advance(5s);
  EXPECT_EQ(core.running().generation, 2U);
  core.stay_away();
  core.die();
  clock.advance(1s);
  expect_refused(set("account.1.label", "b"), ProblemCode::core_away);
}

TEST_F(EngineCoreTest, ACoreOfAnotherGenerationIsLoadedAndTheChangeIsBusy) {
  start_ready();
  auto other = core.running();
  other.generation = 7;
  core.set_running(other);
  expect_refused(set("account.1.label", "a"), ProblemCode::busy);
  EXPECT_EQ(core.running().generation, 1U);
  EXPECT_FALSE(set("account.1.label", "a").refused());
}

}  // namespace
}  // namespace lineman::agent
