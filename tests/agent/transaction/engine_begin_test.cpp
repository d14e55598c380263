// The two-part use, for a door whose protocol decides between preparing and committing.
#include "tests/agent/transaction/engine_fixture.hpp"

namespace lineman::agent {
namespace {

using datamodel::ProblemCode;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::chrono_literals;

class EngineBeginTest : public EngineTest {
 public:
  TransactionId begin(TransactionRequest asked) {
    return engine().begin(std::move(asked), [this](const datamodel::Problems& problems) {
      prepared.push_back(problems);
    });
  }
  void commit(TransactionId id) {
    engine().commit(id, [this](const Outcome& outcome) { outcomes.push_back(outcome); });
  }

  std::vector<datamodel::Problems> prepared;
  std::vector<Outcome> outcomes;
};

TEST_F(EngineBeginTest, TheOldStateStandsUntilTheCommit) {
  start_ready();
  const auto id = begin(request({{"account.1.label", "a"}}));
  clock.advance(1s);
  ASSERT_THAT(prepared, SizeIs(1));
  EXPECT_THAT(prepared[0], IsEmpty());
  EXPECT_TRUE(core.has_stage());
  EXPECT_EQ(engine().generation(), 1U);
  EXPECT_EQ(engine().values().get(parameter("account.1.label")), "");
  commit(id);
  EXPECT_THAT(outcomes, IsEmpty());
  clock.advance(1s);
  ASSERT_THAT(outcomes, SizeIs(1));
  EXPECT_EQ(outcomes[0].generation, 2U);
  EXPECT_EQ(in_core(1, "label"), "a");
  EXPECT_THAT(prepared, SizeIs(1)) << "told once";
}

TEST_F(EngineBeginTest, AbortLeavesNothing) {
  start_ready();
  const auto id = begin(request({{"account.1.label", "a"}}));
  clock.advance(1s);
  engine().abort(id);
  clock.advance(1s);
  EXPECT_FALSE(core.has_stage());
  EXPECT_FALSE(files.get("generations/2.new"));
  EXPECT_EQ(set("account.1.label", "b").generation, 2U);
  EXPECT_THAT(prepared, SizeIs(1));
}

TEST_F(EngineBeginTest, ARefusalNeedsNoAbort) {
  start_ready();
  begin(request({{"account.1.sip_server.1.expires", "1"}}));
  clock.advance(1s);
  ASSERT_THAT(prepared, SizeIs(1));
  EXPECT_THAT(prepared[0], SizeIs(1));
  EXPECT_EQ(set("account.1.label", "b").generation, 2U);
}

TEST_F(EngineBeginTest, WhatIsNotDecidedInTimeIsGivenUp) {
  start_ready();
  const auto id = begin(request({{"account.1.label", "a"}}, 700ms));
  clock.advance(701ms);
  EXPECT_FALSE(core.has_stage());
  commit(id);
  clock.advance(1s);
  ASSERT_THAT(outcomes, SizeIs(1));
  expect_refused(outcomes[0], ProblemCode::busy);
  EXPECT_EQ(engine().generation(), 1U);
  EXPECT_THAT(prepared, SizeIs(1));
}

TEST_F(EngineBeginTest, ACommitFromWithinThePreparationsAnswerIsTaken) {
  start_ready();
  TransactionId id = 0;
  id =
      engine().begin(request({{"account.1.label", "a"}}), [&](const datamodel::Problems& problems) {
        EXPECT_THAT(problems, IsEmpty());
        commit(id);
      });
  clock.advance(1s);
  ASSERT_THAT(outcomes, SizeIs(1));
  EXPECT_EQ(outcomes[0].generation, 2U);
}

TEST_F(EngineBeginTest, NothingToChangeIsPreparedAndCommittedWithoutAGeneration) {
  start_ready();
  const auto id = begin(request({{"account.1.label", ""}}));
  clock.advance(1ms);
  ASSERT_THAT(prepared, SizeIs(1));
  commit(id);
  clock.advance(1ms);
  ASSERT_THAT(outcomes, SizeIs(1));
  EXPECT_FALSE(outcomes[0].refused());
  EXPECT_EQ(outcomes[0].generation, 1U);
}

TEST_F(EngineBeginTest, ACoreThatDiesBeforeTheDecisionRefusesTheCommit) {
  start_ready();
  const auto id = begin(request({{"account.1.label", "a"}}));
  clock.advance(1s);
  core.die();
  clock.advance(1s);
  commit(id);
  clock.advance(1s);
  ASSERT_THAT(outcomes, SizeIs(1));
  expect_refused(outcomes[0], ProblemCode::core_away);
  EXPECT_EQ(engine().generation(), 1U);
  EXPECT_EQ(core.running().generation, 1U) << "loaded again";
}

TEST_F(EngineBeginTest, OthersWaitWhileOneIsPrepared) {
  start_ready();
  const auto id = begin(request({{"account.1.label", "a"}}));
  clock.advance(1s);
  const auto other = ask(request({{"account.1.label", "b"}}));
  clock.advance(1s);
  EXPECT_THAT(*other, IsEmpty());
  commit(id);
  clock.advance(1s);
  ASSERT_THAT(*other, SizeIs(1));
  EXPECT_EQ(other->front().generation, 3U);
}

TEST_F(EngineBeginTest, AbortWhileItWaitsAnswersItsPreparation) {
  start_ready();
  const auto first = begin(request({{"account.1.label", "a"}}));
  const auto second = begin(request({{"account.1.label", "b"}}));
  clock.advance(1s);
  engine().abort(second);
  clock.advance(1s);
  ASSERT_THAT(prepared, SizeIs(2));
  ASSERT_THAT(prepared[1], SizeIs(1));
  EXPECT_EQ(prepared[1][0].code, ProblemCode::busy);
  engine().abort(first);
}

}  // namespace
}  // namespace lineman::agent
