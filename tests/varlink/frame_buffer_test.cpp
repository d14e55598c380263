#include "varlink/frame_buffer.hpp"

#include <gtest/gtest.h>

namespace lineman::varlink {
namespace {

using namespace std::string_view_literals;

TEST(FrameBuffer, CutsAtNul) {
  FrameBuffer buffer;
  buffer.append("one\0two\0thr"sv);
  EXPECT_EQ(buffer.next(), "one");
  EXPECT_EQ(buffer.next(), "two");
  EXPECT_FALSE(buffer.next());
  EXPECT_TRUE(buffer.in_the_middle());
  buffer.append("ee\0"sv);
  EXPECT_EQ(buffer.next(), "three");
  EXPECT_FALSE(buffer.next());
  EXPECT_FALSE(buffer.in_the_middle());
}

TEST(FrameBuffer, TakesOctetByOctet) {
  FrameBuffer buffer;
  for (const char octet : "ab\0"sv) {
    EXPECT_FALSE(buffer.next());
    buffer.append({&octet, 1});
  }
  EXPECT_EQ(buffer.next(), "ab");
}

TEST(FrameBuffer, EmptyFramesAreFrames) {
  FrameBuffer buffer;
  buffer.append("\0\0"sv);
  EXPECT_EQ(buffer.next(), "");
  EXPECT_EQ(buffer.next(), "");
  EXPECT_FALSE(buffer.next());
}

TEST(FrameBuffer, LimitIsExact) {
  FrameBuffer buffer(4);
  buffer.append("1234\0"sv);
  EXPECT_EQ(buffer.next(), "1234");
  buffer.append("1234"sv);
  EXPECT_FALSE(buffer.next());
  EXPECT_FALSE(buffer.too_long());
  buffer.append("5"sv);
  EXPECT_FALSE(buffer.next());
  EXPECT_TRUE(buffer.too_long());
}

TEST(FrameBuffer, FramesBeforeTheLongOneAreGood) {
  FrameBuffer buffer(4);
  buffer.append("good\0too long\0"sv);
  EXPECT_EQ(buffer.next(), "good");
  EXPECT_FALSE(buffer.next());
  EXPECT_TRUE(buffer.too_long());
  buffer.append("good\0"sv);
  EXPECT_FALSE(buffer.next());
}

TEST(FrameBuffer, SaysWhenToStopReading) {
  FrameBuffer buffer(4);
  buffer.append("ab\0cd\0"sv);
  EXPECT_TRUE(buffer.full());
  EXPECT_EQ(buffer.next(), "ab");
  EXPECT_FALSE(buffer.full());
  EXPECT_EQ(buffer.next(), "cd");
}

}  // namespace
}  // namespace lineman::varlink
