#include "sipcore/network/send_queue.hpp"

#include <gtest/gtest.h>

namespace lineman::sipcore {
namespace {

TEST(SendQueue, GivesMessagesInTheirOrderAndInPieces) {
  SendQueue queue;
  EXPECT_EQ(queue.next(), "");
  EXPECT_TRUE(queue.add("first") && queue.add("second"));
  queue.wrote(2);
  EXPECT_EQ(queue.next(), "rst");
  queue.wrote(3);
  EXPECT_EQ(queue.next(), "second");
  queue.wrote(6);
  EXPECT_TRUE(queue.empty());
}

TEST(SendQueue, TakesBackWhatHasNotBegunToLeave) {
  SendQueue queue;
  for (const auto* text : {"first", "second", "third"}) queue.add(text);
  queue.wrote(1);
  queue.withdraw("first");
  queue.withdraw("second");
  queue.withdraw("never there");
  EXPECT_EQ(queue.next(), "irst");
  queue.wrote(4);
  EXPECT_EQ(queue.next(), "third");
  queue.withdraw("third");
  EXPECT_TRUE(queue.empty());
}

TEST(SendQueue, HoldsSoMuchAndNoMore) {
  SendQueue queue;
  const std::string half(longest_queue / 2, 'x');
  EXPECT_TRUE(queue.add(half) && queue.add(half));
  EXPECT_FALSE(queue.add("x"));
  queue.withdraw(half);
  EXPECT_TRUE(queue.add("x"));
  queue.wrote(half.size());
  EXPECT_TRUE(queue.add(half));
}

}  // namespace
}  // namespace lineman::sipcore
