#include "web/login/gate.hpp"

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>

#include "tests/support/fake_clock.hpp"
#include "web/login/password_hash.hpp"

namespace lineman::web {
namespace {

using Kind = Admission::Kind;

const std::string& hash_of_ladder() {
  static const std::string hash = hash_of("ladder");
  return hash;
}

class GateTest : public testing::Test {
 protected:
  Admission ask(const std::string& name, const std::string& password,
                const std::string& address = "192.0.2.1") {
    Admission got;
    gate_.ask(name, password, address, [&](const Admission& admission) { got = admission; });
    loop_.restart();
    loop_.run();
    return got;
  }

  boost::asio::io_context loop_;
  test::FakeClock clock_;
  Gate gate_{loop_, clock_,
             Users{{{.name = "installer", .hash = hash_of_ladder(), .writes = true}}}};
};

TEST_F(GateTest, LetsAUserInWhoKnowsThePassword) {
  const auto admission = ask("installer", "ladder");
  EXPECT_EQ(admission.kind, Kind::admitted);
  EXPECT_EQ(admission.user.name, "installer");
  EXPECT_TRUE(admission.user.writes);
}

TEST_F(GateTest, AWrongPasswordAndAWrongNameLookTheSame) {
  EXPECT_EQ(ask("installer", "Ladder").kind, Kind::wrong);
  EXPECT_EQ(ask("nobody", "ladder").kind, Kind::wrong);
}

TEST_F(GateTest, AnswersFromTheLoopWhileAPasswordIsComputed) {
  bool answered = false;
  gate_.ask("installer", "ladder", "192.0.2.1", [&](const Admission&) { answered = true; });
  EXPECT_FALSE(answered);
  loop_.run();
  EXPECT_TRUE(answered);
}

TEST_F(GateTest, HoldsUpWhoWasWrongTooOften) {
  for (unsigned i = 0; i < Attempts::free_attempts; ++i) ask("installer", "guess");
  const auto admission = ask("installer", "ladder");
  EXPECT_EQ(admission.kind, Kind::too_soon);
  EXPECT_EQ(admission.wait, std::chrono::seconds{1});
  EXPECT_EQ(ask("installer", "ladder", "192.0.2.2").kind, Kind::admitted);
  clock_.advance(admission.wait);
  EXPECT_EQ(ask("installer", "ladder").kind, Kind::admitted);
}

TEST_F(GateTest, LooksAtAFewAtATime) {
  unsigned busy = 0;
  for (unsigned i = 0; i < Gate::most_in_line + 3; ++i) {
    gate_.ask("installer", "guess", "192.0.2." + std::to_string(i),
              [&](const Admission& admission) { busy += admission.kind == Kind::busy ? 1U : 0U; });
  }
  EXPECT_EQ(busy, 3U);
  loop_.run();
  EXPECT_EQ(ask("installer", "ladder", "198.51.100.1").kind, Kind::admitted);
}

TEST_F(GateTest, AUserWhoIsGoneMeanwhileIsNotLetIn) {
  Admission got{.kind = Kind::admitted};
  gate_.ask("installer", "ladder", "192.0.2.1",
            [&](const Admission& admission) { got = admission; });
  gate_.take(Users{});
  loop_.run();
  EXPECT_EQ(got.kind, Kind::wrong);
}

TEST_F(GateTest, WithoutUsersNobodyIsLetIn) {
  gate_.take(Users{});
  EXPECT_EQ(ask("", "").kind, Kind::wrong);
}

}  // namespace
}  // namespace lineman::web
