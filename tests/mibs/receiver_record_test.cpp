#include "mibs/notifications/receiver_record.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace lineman::mibs {
namespace {

struct Record {
  ReceiverState state{.address = "udp:192.0.2.1:162"};
  std::vector<std::string> said;
  ReceiverRecord record{state, [this](bool good, const std::string& sentence) {
                          said.push_back((good ? "good: " : "bad: ") + sentence);
                        }};
};

TEST(ReceiverRecord, AnOutageIsToldOnceAndItsEndOnce) {
  Record is;
  is.record.lost("it does not answer");
  is.record.lost("too many wait");
  is.record.lost("it does not answer");
  is.record.acknowledged();
  is.record.acknowledged();
  EXPECT_EQ(is.said, (std::vector<std::string>{
                         "bad: notifications to udp:192.0.2.1:162 are lost: it does not answer",
                         "good: notifications to udp:192.0.2.1:162 arrive again; 3 were lost"}));
  EXPECT_EQ(is.state.lost, 3U);
  EXPECT_EQ(is.state.acknowledged, 2U);
}

TEST(ReceiverRecord, TheNextOutageIsAnotherOne) {
  Record is;
  is.record.lost("it cannot be sent to");
  is.record.left();
  is.record.lost("it cannot be sent to");
  is.record.left();
  ASSERT_EQ(is.said.size(), 4U);
  EXPECT_EQ(is.said.back(), "good: notifications to udp:192.0.2.1:162 arrive again; 1 was lost");
}

TEST(ReceiverRecord, GoesOnWhereItsStateIsMovedTo) {
  Record is;
  is.record.sent();
  auto elsewhere = is.state;
  is.record.move_to(elsewhere);
  is.record.sent();
  is.record.pending(3);
  EXPECT_EQ(elsewhere.sent, 2U);
  EXPECT_EQ(elsewhere.pending, 3U);
  EXPECT_EQ(is.state.sent, 1U);
}

}  // namespace
}  // namespace lineman::mibs
