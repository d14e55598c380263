#include "web/login/attempts.hpp"

#include <gmock/gmock.h>

namespace lineman::web {
namespace {

using std::chrono::seconds;

class AttemptsTest : public testing::Test {
 protected:
  // Tries as soon as it may, and is wrong.
  Duration wrong(const std::string& address, const std::string& name) {
    const auto wait = attempts_.wait(address, name, now_).value_or(Duration::zero());
    now_ += wait;
    attempts_.begin(address, name, now_);
    return wait;
  }
  Duration wait(const std::string& address, const std::string& name) {
    return attempts_.wait(address, name, now_).value_or(Duration::zero());
  }
  Attempts attempts_;
  TimePoint now_{seconds{3600}};
};

TEST_F(AttemptsTest, FiveMayBeWrong) {
  for (unsigned i = 0; i < Attempts::free_attempts; ++i)
    EXPECT_EQ(wrong("192.0.2.1", "installer"), seconds{0}) << i;
  EXPECT_EQ(wait("192.0.2.1", "installer"), seconds{1});
}

TEST_F(AttemptsTest, ThenEachWaitsTwiceAsLong) {
  for (unsigned i = 0; i < Attempts::free_attempts; ++i) wrong("192.0.2.1", std::to_string(i));
  for (unsigned expected = 1; expected <= 512; expected *= 2)
    EXPECT_EQ(wrong("192.0.2.1", "n" + std::to_string(expected)), seconds{expected});
  EXPECT_EQ(wrong("192.0.2.1", "x"), Attempts::longest_wait_of_address);
  EXPECT_EQ(wrong("192.0.2.1", "y"), Attempts::longest_wait_of_address);
}

TEST_F(AttemptsTest, OthersDoNotWaitForAnAddress) {
  for (unsigned i = 0; i < 20; ++i) wrong("192.0.2.1", "x" + std::to_string(i));
  EXPECT_EQ(wait("192.0.2.2", "installer"), seconds{0});
}

TEST_F(AttemptsTest, ANameWaitsWhereManyAddressesGuess) {
  for (unsigned i = 0; i < 30; ++i) wrong("192.0.2." + std::to_string(i), "installer");
  EXPECT_EQ(wait("192.0.2.1", "installer"), Attempts::longest_wait_of_name);
}

TEST_F(AttemptsTest, WhoHasNotBeenWrongIsNotLockedOut) {
  for (unsigned i = 0; i < 100; ++i) wrong("192.0.2." + std::to_string(i), "installer");
  EXPECT_EQ(wait("198.51.100.7", "installer"), seconds{0});
  wrong("198.51.100.7", "installer");  // mistyped
  EXPECT_LE(wait("198.51.100.7", "installer"), Attempts::longest_wait_of_name);
}

TEST_F(AttemptsTest, ManyAtOnceAreNoWayAround) {
  unsigned begun = 0;
  for (unsigned i = 0; i < 100; ++i) {
    if (attempts_.wait("192.0.2.1", "installer", now_)) continue;
    attempts_.begin("192.0.2.1", "installer", now_);
    ++begun;
  }
  EXPECT_EQ(begun, Attempts::free_attempts);
}

TEST_F(AttemptsTest, ARightPasswordEndsTheWaitOfItsAddress) {
  for (unsigned i = 0; i < 8; ++i) wrong("192.0.2.1", "installer");
  now_ += wait("192.0.2.1", "installer");
  attempts_.begin("192.0.2.1", "installer", now_);
  attempts_.succeeded("192.0.2.1", "installer");
  EXPECT_EQ(wait("192.0.2.1", "installer"), seconds{0});
}

TEST_F(AttemptsTest, ForgetsAfterAWhile) {
  for (unsigned i = 0; i < 8; ++i) wrong("192.0.2.1", "installer");
  now_ += Attempts::memory + seconds{1};
  EXPECT_EQ(wrong("192.0.2.1", "installer"), seconds{0});
  EXPECT_EQ(wrong("192.0.2.1", "installer"), seconds{0});
  EXPECT_EQ(attempts_.entries(), 2U);
}

TEST_F(AttemptsTest, NamesThatNobodyHasCountAsOthersDo) {
  for (unsigned i = 0; i < 30; ++i) wrong("192.0.2." + std::to_string(i), "nobody");
  EXPECT_EQ(wait("192.0.2.1", "nobody"), Attempts::longest_wait_of_name);
}

TEST_F(AttemptsTest, TheTablesAreBounded) {
  for (unsigned i = 0; i < 3 * Attempts::most_entries; ++i) {
    now_ += seconds{0};
    attempts_.begin(std::to_string(i), "n" + std::to_string(i), now_);
  }
  EXPECT_EQ(attempts_.entries(), 2 * Attempts::most_entries);
}

TEST(Party, IsAnIpv4AddressOrThe64OfAHost) {
  EXPECT_EQ(party_of("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(party_of("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(party_of("2001:db8::1"), party_of("2001:db8::2:3"));
  EXPECT_NE(party_of("2001:db8::1"), party_of("2001:db8:0:1::1"));
  EXPECT_EQ(party_of("?"), "?");
}

}  // namespace
}  // namespace lineman::web
