// Guarded changes: what settles them, what takes them back, and what of that a restart remembers.
#include "agent/transaction/guard_plan.hpp"
#include "tests/agent/transaction/engine_fixture.hpp"

namespace lineman::agent {
namespace {

using datamodel::ProblemCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::SizeIs;
using namespace std::chrono_literals;

constexpr std::string_view address = "account.1.sip_server.1.address";

class GuardTest : public EngineTest {
 public:
  // Account 1 can register and has registered under what is current.
  void start_registered() {
    start_ready();
    outcome_of(request({{"account.1.enable", "1"},
                        {"account.1.user_name", "alice"},
                        {std::string{address}, "a.example"}}));
    core_says_registered(1, engine().generation());
  }
  void core_says_registered(unsigned account, std::uint64_t under) {
    registered = {{account, under}};
    engine().status_changed();
  }
  void core_says_lost() {
    registered.clear();
    engine().status_changed();
  }
  Outcome guarded(const std::vector<std::pair<std::string, std::string>>& changes,
                  std::uint32_t seconds = 60) {
    auto asked = request(changes);
    asked.guard = seconds;
    return answer_to(std::move(asked));
  }
  // Lets pass what an answer needs, and far less than a guard.
  Outcome answer_to(TransactionRequest asked) {
    const auto answers = ask(std::move(asked));
    clock.advance(1s);
    EXPECT_EQ(answers->size(), 1U);
    return answers->empty() ? Outcome{} : answers->front();
  }
  Outcome plain(const std::string& name, const std::string& value) {
    return answer_to(request({{name, value}}));
  }
  std::string value(std::string_view name) {
    return std::string{engine().values().get(parameter(name))};
  }
  void disk_is_full(bool full) {
    files.set_fault([full](std::uint64_t, std::string_view operation) {
      return full && operation == "write" ? std::optional{std::errc::no_space_on_device}
                                          : std::nullopt;
    });
  }
  // The end of the process, and its next life with the core as it is.
  void restart(std::optional<test::Loss> loss = {}) {
    kill();
    if (loss) files.lose(*loss);
    start();
    clock.advance(1s);
  }
};

TEST_F(GuardTest, AChangeThatNobodyRegistersUnderIsTakenBack) {
  start_registered();
  const auto before = engine().generation();
  const auto outcome = guarded({{std::string{address}, "dead.example"}}, 60);
  ASSERT_FALSE(outcome.refused());
  core_says_lost();
  EXPECT_EQ(engine().guard().generation, before + 1);
  EXPECT_EQ(engine().guard().seconds_left, 59U);
  EXPECT_THAT(engine().guard().waiting_for, ElementsAre(1U));

  clock.advance(58s);
  EXPECT_EQ(value(address), "dead.example");
  clock.advance(2s);
  EXPECT_EQ(value(address), "a.example");
  EXPECT_EQ(in_core(1, "sip_server.1.address"), "a.example");
  EXPECT_EQ(engine().last_change().asker.door, Door::guard);
  EXPECT_FALSE(engine().guard().runs());
  EXPECT_THAT(guard_events, ElementsAre(Pair(GuardEvent::started, before + 1),
                                        Pair(GuardEvent::expired, before + 1)));
  EXPECT_EQ(publisher.told.back().asker.door, Door::guard);
}

TEST_F(GuardTest, ARegistrationUnderTheNewConfigurationSettlesItForGood) {
  start_registered();
  const auto outcome = guarded({{std::string{address}, "b.example"}});
  core_says_registered(1, outcome.generation - 1);
  EXPECT_TRUE(engine().guard().runs()) << "that is the old registration";
  core_says_registered(1, outcome.generation);
  clock.advance(1s);
  EXPECT_FALSE(engine().guard().runs());
  core_says_lost();
  clock.advance(1h);
  EXPECT_EQ(value(address), "b.example");
  restart();
  clock.advance(1h);
  EXPECT_EQ(value(address), "b.example");
  EXPECT_THAT(guard_events, ElementsAre(Pair(GuardEvent::started, outcome.generation),
                                        Pair(GuardEvent::settled, outcome.generation)));
}

TEST_F(GuardTest, OnceIsEnoughAlsoWhereAccountsTakeTurns) {
  start_registered();
  outcome_of(request({{"account.2.enable", "1"},
                      {"account.2.user_name", "bob"},
                      {"account.2.sip_server.1.address", "a.example"}}));
  registered = {{1, 3}, {2, 3}};
  const auto outcome = guarded({{"sip.timer_t1", "1"}});
  EXPECT_THAT(engine().guard().waiting_for, ElementsAre(1U, 2U));
  core_says_registered(1, outcome.generation);
  EXPECT_THAT(engine().guard().waiting_for, ElementsAre(2U));
  core_says_registered(2, outcome.generation);
  clock.advance(1s);
  EXPECT_FALSE(engine().guard().runs());
}

TEST_F(GuardTest, ConfirmingSettlesItForGood) {
  start_registered();
  guarded({{std::string{address}, "b.example"}});
  core_says_lost();
  std::vector<datamodel::Problems> answers;
  engine().confirm_guard([&](const datamodel::Problems& problems) { answers.push_back(problems); });
  EXPECT_THAT(answers, IsEmpty()) << "answered before it is durable";
  clock.advance(1s);
  ASSERT_THAT(answers, ElementsAre(IsEmpty()));
  restart(test::Loss::dropped);
  clock.advance(1h);
  EXPECT_EQ(value(address), "b.example");
}

TEST_F(GuardTest, ThereIsNothingToConfirmWithoutAGuard) {
  start_registered();
  std::vector<datamodel::Problems> answers;
  engine().confirm_guard([&](const datamodel::Problems& problems) { answers.push_back(problems); });
  clock.advance(1s);
  ASSERT_THAT(answers, ElementsAre(SizeIs(1)));
  EXPECT_EQ(answers[0][0].sentence, "no guard runs");
}

TEST_F(GuardTest, AConfirmationThatCannotBeStoredLeavesTheGuardRunning) {
  start_registered();
  guarded({{std::string{address}, "b.example"}});
  core_says_lost();
  disk_is_full(true);
  std::vector<datamodel::Problems> answers;
  engine().confirm_guard([&](const datamodel::Problems& problems) { answers.push_back(problems); });
  clock.advance(1s);
  ASSERT_THAT(answers, ElementsAre(SizeIs(1)));
  EXPECT_EQ(answers[0][0].code, ProblemCode::store_failed);
  disk_is_full(false);
  clock.advance(1min);
  EXPECT_EQ(value(address), "a.example");
}

TEST_F(GuardTest, WhatSomebodyElseChangedSinceSurvives) {
  start_registered();
  guarded({{std::string{address}, "dead.example"}, {"account.1.label", "Moved"}});
  core_says_lost();
  plain("account.1.label", "Reception");
  plain("account.1.display_name", "Front desk");
  clock.advance(1min);
  EXPECT_EQ(value(address), "a.example");
  EXPECT_EQ(value("account.1.label"), "Reception");
  EXPECT_EQ(value("account.1.display_name"), "Front desk");
}

TEST_F(GuardTest, AChangeOfAllItsNamesEndsIt) {
  start_registered();
  guarded({{std::string{address}, "dead.example"}});
  core_says_lost();
  plain(std::string{address}, "c.example");
  EXPECT_FALSE(engine().guard().runs());
  clock.advance(1min);
  EXPECT_EQ(value(address), "c.example");
}

TEST_F(GuardTest, AGuardedChangeJoinsTheRunningGuard) {
  start_registered();
  guarded({{std::string{address}, "dead.example"}});
  core_says_lost();
  clock.advance(40s);
  guarded({{std::string{address}, "dead2.example"}, {"account.1.sip_server.1.port", "5070"}});
  clock.advance(40s);
  EXPECT_TRUE(engine().guard().runs()) << "the time began anew";
  EXPECT_THAT(engine().guard().waiting_for, ElementsAre(1U)) << "that was registered before both";
  clock.advance(30s);
  EXPECT_EQ(value(address), "a.example");
  EXPECT_EQ(value("account.1.sip_server.1.port"), "5060");
}

TEST_F(GuardTest, AnAccountThatWasNotRegisteredNeverFiresIt) {
  start_registered();
  core_says_lost();
  guarded({{std::string{address}, "b.example"}});
  EXPECT_FALSE(engine().guard().runs());
  clock.advance(1h);
  EXPECT_EQ(value(address), "b.example");
}

TEST_F(GuardTest, AnAccountThatIsSwitchedOffIsNotWatched) {
  start_registered();
  guarded({{"account.1.enable", "0"}});
  EXPECT_FALSE(engine().guard().runs());
}

TEST_F(GuardTest, AnAccountThatIsSwitchedOffLaterIsNotWaitedForAnyMore) {
  start_registered();
  guarded({{std::string{address}, "dead.example"}});
  core_says_lost();
  plain("account.1.enable", "0");
  core_says_lost();
  clock.advance(1h);
  EXPECT_EQ(value(address), "dead.example");
}

TEST_F(GuardTest, AChangeThatDoesNotConcernTheCoreIsNotWatched) {
  start_registered();
  guarded({{"network.snmp.enable", "1"}});
  EXPECT_FALSE(engine().guard().runs());
}

TEST_F(GuardTest, ParameterKeyAndSerialAreNeverTakenBack) {
  start_registered();
  auto asked = request({{std::string{address}, "dead.example"}});
  asked.guard = 60;
  asked.parameter_key = "spring";
  asked.config_serial = engine().config_serial();
  answer_to(std::move(asked));
  core_says_lost();
  clock.advance(1min);
  EXPECT_EQ(value(address), "a.example");
  EXPECT_EQ(engine().parameter_key(), "spring");
  EXPECT_EQ(engine().config_serial(), 1U);
}

TEST_F(GuardTest, ARestartOfTheAgentBeginsItsTimeAnew) {
  start_registered();
  guarded({{std::string{address}, "dead.example"}});
  core_says_lost();
  clock.advance(50s);
  restart(test::Loss::dropped);
  EXPECT_EQ(engine().guard().generation, 3U);
  EXPECT_GT(engine().guard().seconds_left, 55U);
  clock.advance(61s);
  EXPECT_EQ(value(address), "a.example");
}

TEST_F(GuardTest, ItIsTakenBackWhileTheCoreIsAway) {
  start_registered();
  guarded({{std::string{address}, "dead.example"}});
  core_says_lost();
  core.stay_away();
  core.die();
  clock.advance(61s);
  EXPECT_EQ(value(address), "a.example");
  core.come_back();
  clock.advance(10s);
  EXPECT_EQ(in_core(1, "sip_server.1.address"), "a.example");
}

TEST_F(GuardTest, ARefusalOfTheCoreDoesNotHoldItUp) {
  start_registered();
  guarded({{std::string{address}, "dead.example"}});
  core_says_lost();
  core.set_mood([](test::CoreCall call) {
    return call == test::CoreCall::prepare ? test::CoreMood::veto : test::CoreMood::good;
  });
  clock.advance(1min);
  EXPECT_EQ(value(address), "a.example");
  clock.advance(10s);
  EXPECT_EQ(in_core(1, "sip_server.1.address"), "a.example") << "told by a load";
}

TEST_F(GuardTest, ADiskThatFailsIsTriedAgain) {
  start_registered();
  guarded({{std::string{address}, "dead.example"}});
  core_says_lost();
  disk_is_full(true);
  clock.advance(2min);
  EXPECT_EQ(value(address), "dead.example");
  disk_is_full(false);
  clock.advance(10s);
  EXPECT_EQ(value(address), "a.example");
}

TEST_F(GuardTest, WhatWouldBreakARuleWithLaterChangesStays) {
  start_registered();
  guarded({{std::string{address}, "dead.example"}, {"account.1.user_name", "carol"}});
  core_says_lost();
  plain("account.1.sip_server.2.address", "a.example");
  clock.advance(1min);
  EXPECT_EQ(value(address), "dead.example") << "both servers would be the same";
  EXPECT_EQ(value("account.1.user_name"), "alice");
  EXPECT_FALSE(engine().guard().runs());
  EXPECT_THAT(reports, ::testing::Contains(HasSubstr("servers 1 and 2")));
}

TEST_F(GuardTest, ASecretIsTakenBackAndNeverTold) {
  start_registered();
  plain("account.1.password", "old secret");
  core_says_registered(1, engine().generation());
  guarded({{"account.1.password", "new secret"}});
  core_says_lost();
  restart();
  clock.advance(70s);
  EXPECT_EQ(value("account.1.password"), "old secret");
  for (const auto& sentence : reports) EXPECT_THAT(sentence, Not(HasSubstr("secret")));
}

TEST_F(GuardTest, ManagersFromAfarAreGuardedAsThePhoneSays) {
  start_registered();
  plain(guard_seconds_name(), "30");
  auto asked = request({{std::string{address}, "dead.example"}});
  asked.asker = {Door::snmp, "writer@127.0.0.1"};
  answer_to(std::move(asked));
  EXPECT_TRUE(engine().guard().runs());
  core_says_lost();
  clock.advance(31s);
  EXPECT_EQ(value(address), "a.example");
  core_says_registered(1, engine().generation());
  plain(std::string{address}, "b.example");
  EXPECT_FALSE(engine().guard().runs()) << "the shell asks for itself";
}

}  // namespace
}  // namespace lineman::agent
