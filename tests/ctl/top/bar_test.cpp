#include "ctl/top/bar.hpp"

#include <gtest/gtest.h>

namespace lineman::ctl::top {
namespace {

TEST(Bar, moves_by_eighths_of_a_column) {
  EXPECT_EQ(bar(1, 4, Glyphs::blocks), "████");
  EXPECT_EQ(bar(0.5, 4, Glyphs::blocks), "██  ");
  EXPECT_EQ(bar(0.5 + 1 / 32.0, 4, Glyphs::blocks), "██▏ ");
  EXPECT_EQ(bar(31 / 32.0, 4, Glyphs::blocks), "███▉");
  EXPECT_EQ(bar(0, 4, Glyphs::blocks), "    ");
}

TEST(Bar, shows_that_something_is_left) {
  EXPECT_EQ(bar(0.0001, 3, Glyphs::blocks), "▏  ");
  EXPECT_EQ(bar(0.0001, 3, Glyphs::ascii), "#--");
}

TEST(Bar, has_a_form_without_blocks) {
  EXPECT_EQ(bar(0.5, 6, Glyphs::ascii), "###---");
  EXPECT_EQ(bar(7, 3, Glyphs::ascii), "###");
  EXPECT_EQ(bar(-1, 3, Glyphs::ascii), "---");
  EXPECT_EQ(bar(0.5, 0, Glyphs::ascii), "");
}

}  // namespace
}  // namespace lineman::ctl::top
