#include "web/login/sessions.hpp"

#include <gmock/gmock.h>

#include "tests/support/fake_clock.hpp"

namespace lineman::web {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;

const User installer{.name = "installer", .hash = "h", .writes = true};

class SessionsTest : public testing::Test {
 protected:
  SessionNumber number_of(const std::string& id) { return sessions_.find(id)->number; }

  test::FakeClock clock_;
  std::vector<SessionNumber> ended_;
  Sessions sessions_{clock_, [this](SessionNumber number) { ended_.push_back(number); }};
};

TEST_F(SessionsTest, HasAnIdThatNobodyGuesses) {
  const auto id = sessions_.begin(installer);
  EXPECT_THAT(id, MatchesRegex("[0-9a-f]{64}"));
  EXPECT_NE(id, sessions_.begin(installer));
  ASSERT_NE(sessions_.find(id), nullptr);
  EXPECT_EQ(sessions_.find(id)->user, installer);
  EXPECT_EQ(sessions_.find(id.substr(1)), nullptr);
  EXPECT_EQ(sessions_.find(""), nullptr);
}

TEST_F(SessionsTest, EndsWhereNothingIsAsked) {
  const auto id = sessions_.begin(installer);
  clock_.advance(minutes{14});
  sessions_.touch(number_of(id));
  clock_.advance(minutes{14});
  EXPECT_EQ(sessions_.left(*sessions_.find(id)), seconds{60});
  EXPECT_THAT(ended_, IsEmpty());
  clock_.advance(minutes{1});
  EXPECT_EQ(sessions_.find(id), nullptr);
  EXPECT_THAT(ended_, ElementsAre(1));
}

TEST_F(SessionsTest, EndsAfterTwelveHoursWhateverIsAsked) {
  const auto id = sessions_.begin(installer);
  for (unsigned i = 0; i < 12 * 6 - 1; ++i) {
    clock_.advance(minutes{10});
    sessions_.touch(number_of(id));
  }
  EXPECT_EQ(sessions_.left(*sessions_.find(id)), minutes{10});
  clock_.advance(minutes{10});
  EXPECT_EQ(sessions_.find(id), nullptr);
  EXPECT_EQ(sessions_.size(), 0U);
}

TEST_F(SessionsTest, EndsWhenItsUserLogsOut) {
  const auto id = sessions_.begin(installer);
  const auto other = sessions_.begin(installer);
  sessions_.end(number_of(id));
  EXPECT_EQ(sessions_.find(id), nullptr);
  EXPECT_NE(sessions_.find(other), nullptr);
}

TEST_F(SessionsTest, AUserHasSoManyThenTheQuietestGoes) {
  const auto first = sessions_.begin(installer);
  const auto second = sessions_.begin(installer);
  const auto of_another = sessions_.begin({.name = "desk"});
  clock_.advance(seconds{1});
  sessions_.touch(number_of(first));
  for (std::size_t i = 2; i <= Sessions::most_sessions_of_user; ++i) sessions_.begin(installer);
  EXPECT_NE(sessions_.find(first), nullptr);
  EXPECT_EQ(sessions_.find(second), nullptr);
  EXPECT_NE(sessions_.find(of_another), nullptr);
}

TEST_F(SessionsTest, SoManyInAll) {
  for (std::size_t i = 0; i < 2 * Sessions::most_sessions; ++i)
    sessions_.begin({.name = "user" + std::to_string(i)});
  EXPECT_EQ(sessions_.size(), Sessions::most_sessions);
  EXPECT_EQ(ended_.size(), Sessions::most_sessions);
}

TEST_F(SessionsTest, EndsWithItsUser) {
  const auto kept = sessions_.begin(installer);
  sessions_.begin({.name = "gone"});
  sessions_.begin({.name = "desk", .hash = "h", .writes = true});
  sessions_.begin({.name = "night", .hash = "old"});
  sessions_.keep(
      Users{{installer, {.name = "desk", .hash = "h"}, {.name = "night", .hash = "new"}}});
  EXPECT_EQ(sessions_.size(), 1U);
  EXPECT_NE(sessions_.find(kept), nullptr);
}

}  // namespace
}  // namespace lineman::web
