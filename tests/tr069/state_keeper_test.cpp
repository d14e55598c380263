#include "tr069/state_keeper.hpp"

#include <gmock/gmock.h>

namespace lineman::cwmp {
namespace {

using testing::SizeIs;

class StateKeeperTest : public testing::Test {
 protected:
  StoreText store_ = [this](std::string text, auto done) {
    stored_.push_back(std::move(text));
    done(why_not_);
  };
  std::vector<std::string> stored_;
  std::string why_not_;
};

TEST_F(StateKeeperTest, BeginsWithWhatWasStored) {
  StateKeeper first{std::nullopt, store_};
  first.state().url = "http://acs.example/";
  first.state().retry_count = 3;
  first.save();
  ASSERT_THAT(stored_, SizeIs(1));
  EXPECT_EQ(StateKeeper(stored_[0], store_).state(), first.state());
}

TEST_F(StateKeeperTest, StoresOnlyWhatHasChanged) {
  StateKeeper keeper{std::nullopt, store_};
  keeper.state().retry_count = 1;
  keeper.save();
  keeper.save();
  EXPECT_THAT(stored_, SizeIs(1));
  bool durable = false;
  keeper.save([&](bool is_durable) { durable = is_durable; });
  EXPECT_TRUE(durable);
  EXPECT_THAT(stored_, SizeIs(1)) << "the disk has it";
}

TEST_F(StateKeeperTest, WhoWaitsForWhatTheDiskStillWritesHearsOfItsOwnStore) {
  std::vector<std::function<void(const std::string&)>> waiting;
  StateKeeper keeper{std::nullopt,
                     [&](const std::string&, auto done) { waiting.push_back(std::move(done)); }};
  keeper.state().retry_count = 1;
  keeper.save();
  std::optional<bool> durable;
  keeper.save([&](bool is_durable) { durable = is_durable; });
  ASSERT_THAT(waiting, SizeIs(2));
  waiting[0]("");
  EXPECT_FALSE(durable);
  waiting[1]("cwmp/state: Input/output error");
  EXPECT_EQ(durable, false);
}

TEST_F(StateKeeperTest, AnotherGenerationAloneIsNotStored) {
  StateKeeper keeper{std::nullopt, store_};
  keeper.save();
  keeper.state().published = 7;
  keeper.save();
  EXPECT_THAT(stored_, SizeIs(1));
  keeper.state().retry_count = 1;
  keeper.save();
  EXPECT_EQ(StateKeeper(stored_.back(), store_).state().published, 7U);
}

// A file that can be read may be lost with the power all the same.
TEST_F(StateKeeperTest, WhatAnotherAgentStoredIsNotPromised) {
  StateKeeper{std::nullopt, store_}.save();
  StateKeeper keeper{stored_[0], store_};
  keeper.save();
  EXPECT_THAT(stored_, SizeIs(1));
  keeper.save([](bool) {});
  EXPECT_THAT(stored_, SizeIs(2));
}

TEST_F(StateKeeperTest, AnswersMayComeAfterItsEnd) {
  std::function<void(const std::string&)> waiting;
  std::optional<bool> durable;
  {
    StateKeeper keeper{std::nullopt,
                       [&](const std::string&, auto done) { waiting = std::move(done); }};
    keeper.save([&](bool is_durable) { durable = is_durable; });
  }
  waiting("");
  EXPECT_FALSE(durable);
}

TEST_F(StateKeeperTest, TellsWhatIsNotDurableAndStoresItAgain) {
  StateKeeper keeper{std::nullopt, store_};
  why_not_ = "cwmp/state: No space left on device";
  keeper.state().retry_count = 1;
  bool durable = true;
  keeper.save([&](bool is_durable) { durable = is_durable; });
  EXPECT_FALSE(durable);
  keeper.save();
  EXPECT_THAT(stored_, SizeIs(2));
}

TEST_F(StateKeeperTest, BeginsAnewWhereTheTextIsTorn) {
  StateKeeper keeper{std::nullopt, store_};
  keeper.state().url = "http://acs.example/";
  keeper.save();
  const auto torn = stored_[0].substr(0, stored_[0].size() / 2);
  EXPECT_EQ(StateKeeper(torn, store_).state(), State{});
}

}  // namespace
}  // namespace lineman::cwmp
