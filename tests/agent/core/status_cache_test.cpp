#include "agent/core/status_cache.hpp"

#include <gmock/gmock.h>

#include "tests/support/fake_clock.hpp"

namespace lineman::agent {
namespace {

using std::chrono::milliseconds;

// A core that answers for its status when the test says so.
class ScriptedCore : public SipCore {
 public:
  void start(Listener&) override {}
  void prepare(const sipcore::Prepare&, Duration,
               CoreAnswer<std::vector<sipcore::AccountEffect>>) override {}
  void commit(const std::string&, Duration, CoreAnswer<std::uint64_t>) override {}
  void abort(const std::string&) override {}
  void load(const sipcore::Load&, Duration, CoreAnswer<std::uint64_t>) override {}
  void status(Duration timeout, CoreAnswer<Counters> answer) override {
    EXPECT_EQ(timeout, Status::patience);
    asked.push_back(std::move(answer));
  }

  void answer(std::uint64_t generation) {
    Counters counters{.core = {.generation = generation},
                      .accounts = {{.account = 2}, {.account = 9}}};
    counters.accounts[0].state = datamodel::AccountState::registered;
    take_first()(counters);
  }
  void fail() {
    take_first()(tl::unexpected{sipcore::Error{sipcore::ErrorCode::timed_out, "silent"}});
  }

  std::vector<CoreAnswer<Counters>> asked;

 private:
  CoreAnswer<Counters> take_first() {
    auto first = std::move(asked.front());
    asked.erase(asked.begin());
    return first;
  }
};

class StatusCacheTest : public testing::Test {
 protected:
  int reads_ = 0;
  void read() {
    cache_.refresh([this] { ++reads_; });
  }
  test::FakeClock clock_;
  ScriptedCore core_;
  StatusCache cache_{core_, clock_, 3};
};

TEST_F(StatusCacheTest, HasEachAccountBeforeAnythingIsKnown) {
  ASSERT_THAT(cache_.accounts(), testing::SizeIs(3));
  EXPECT_EQ(cache_.accounts()[2].account, 3U);
  EXPECT_FALSE(cache_.core_is_connected());
  EXPECT_EQ(cache_.age(), milliseconds::max());
}

TEST_F(StatusCacheTest, AsksWhenTheCoreConnects) {
  cache_.core_connected();
  ASSERT_THAT(core_.asked, testing::SizeIs(1));
  core_.answer(7);
  EXPECT_EQ(cache_.core().generation, 7U);
  EXPECT_EQ(cache_.accounts()[1].state, datamodel::AccountState::registered);
  EXPECT_EQ(cache_.age(), milliseconds{0});
}

TEST_F(StatusCacheTest, KnowsSinceWhenTheCoreIsThereOrNot) {
  EXPECT_EQ(cache_.connected_since(), 0);
  const auto wall = [&] {
    return std::chrono::duration_cast<std::chrono::seconds>(clock_.wall().time_since_epoch())
        .count();
  };
  cache_.core_disconnected();
  EXPECT_EQ(cache_.connected_since(), 0) << "it was not there before";
  cache_.core_connected();
  const auto connected = wall();
  clock_.advance(std::chrono::seconds{5});
  EXPECT_EQ(cache_.connected_since(), connected);
  cache_.core_disconnected();
  EXPECT_EQ(cache_.connected_since(), connected + 5);
}

TEST_F(StatusCacheTest, AnAccountThatThisModelLacksIsLeftOut) {
  cache_.core_connected();
  core_.answer(7);  // names account 9
  EXPECT_THAT(cache_.accounts(), testing::SizeIs(3));
}

TEST_F(StatusCacheTest, AReaderOfFreshValuesIsAnsweredWithoutAsking) {
  cache_.core_connected();
  core_.answer(7);
  clock_.advance(Status::fresh_enough);
  read();
  EXPECT_EQ(reads_, 0) << "never from within the call";
  clock_.advance(milliseconds{0});
  EXPECT_EQ(reads_, 1);
  EXPECT_THAT(core_.asked, testing::IsEmpty());
}

TEST_F(StatusCacheTest, ReadersOfOldValuesShareOneQuestion) {
  cache_.core_connected();
  core_.answer(7);
  clock_.advance(Status::fresh_enough + milliseconds{1});
  read();
  read();
  EXPECT_EQ(reads_, 0);
  ASSERT_THAT(core_.asked, testing::SizeIs(1));
  core_.answer(8);
  EXPECT_EQ(reads_, 2);
  EXPECT_EQ(cache_.core().generation, 8U);
}

TEST_F(StatusCacheTest, ASilentCoreLeavesTheOldValuesWithTheirAge) {
  cache_.core_connected();
  core_.answer(7);
  clock_.advance(milliseconds{5000});
  read();
  core_.fail();
  EXPECT_EQ(reads_, 1);
  EXPECT_EQ(cache_.core().generation, 7U);
  EXPECT_EQ(cache_.age(), milliseconds{5000});
}

TEST_F(StatusCacheTest, EventsThatComeTogetherMakeOneQuestion) {
  cache_.core_connected();
  core_.answer(7);
  cache_.core_event();
  clock_.advance(StatusCache::settling - milliseconds{1});
  cache_.core_event();
  EXPECT_THAT(core_.asked, testing::IsEmpty());
  clock_.advance(milliseconds{1});
  ASSERT_THAT(core_.asked, testing::SizeIs(1));
  core_.answer(8);
  clock_.advance(StatusCache::settling);
  EXPECT_THAT(core_.asked, testing::IsEmpty());
}

TEST_F(StatusCacheTest, AReaderAfterAnEventWaitsForWhatItChanged) {
  cache_.core_connected();
  core_.answer(7);
  cache_.core_event();
  read();
  ASSERT_THAT(core_.asked, testing::SizeIs(1));
  core_.answer(8);
  EXPECT_EQ(reads_, 1);
}

TEST_F(StatusCacheTest, AnEventDuringAnAnswerIsAskedForAfterwards) {
  cache_.core_connected();
  cache_.core_event();
  clock_.advance(StatusCache::settling);
  ASSERT_THAT(core_.asked, testing::SizeIs(1));
  core_.answer(7);
  clock_.advance(StatusCache::settling);
  ASSERT_THAT(core_.asked, testing::SizeIs(1));
  core_.answer(8);
  EXPECT_EQ(cache_.core().generation, 8U);
  EXPECT_THAT(core_.asked, testing::IsEmpty());
}

TEST_F(StatusCacheTest, ReadersGoOnWhileTheCoreIsAway) {
  cache_.core_connected();
  core_.answer(7);
  cache_.core_disconnected();
  clock_.advance(milliseconds{5000});
  read();
  clock_.advance(milliseconds{0});
  EXPECT_EQ(reads_, 1);
  EXPECT_THAT(core_.asked, testing::IsEmpty());
  EXPECT_FALSE(cache_.core_is_connected());
  EXPECT_EQ(cache_.accounts()[1].state, datamodel::AccountState::registered)
      << "what was last known";
}

}  // namespace
}  // namespace lineman::agent
