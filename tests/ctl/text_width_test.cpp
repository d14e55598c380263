#include "ctl/text_width.hpp"

#include <gmock/gmock.h>

namespace lineman::ctl {
namespace {

using testing::ElementsAre;

TEST(TextWidth, counts_what_a_terminal_shows) {
  EXPECT_EQ(columns_of("abc"), 3U);
  EXPECT_EQ(columns_of("äöü"), 3U);
  EXPECT_EQ(columns_of("営業部"), 6U);
  EXPECT_EQ(columns_of("e\u0301te\u0301"), 3U);  // accents that combine
  EXPECT_EQ(columns_of("\xFF\xC3"), 2U);         // no UTF-8
  EXPECT_EQ(columns_of("\x07"), 1U);             // shown as '?'
  EXPECT_EQ(columns_of(""), 0U);
}

TEST(TextWidth, cuts_between_characters) {
  EXPECT_EQ(front_of("営業部", 5), "営業");
  EXPECT_EQ(front_of("e\u0301te\u0301", 1), "e\u0301");
  EXPECT_EQ(shortened("Reception", 9), "Reception");
  EXPECT_EQ(shortened("Reception", 8), "Recepti…");
  EXPECT_EQ(shortened("営業部", 4), "営…");
  EXPECT_EQ(shortened("Reception", 0), "");
}

TEST(TextWidth, wraps_words_and_breaks_them_where_it_may) {
  EXPECT_THAT(wrap("alpha beta gamma", 10, Words::whole), ElementsAre("alpha beta", "gamma"));
  EXPECT_THAT(wrap("a Donaudampfschiff b", 5, Words::whole),
              ElementsAre("a", "Donaudampfschiff", "b"));
  EXPECT_THAT(wrap("a 営業部 b", 4, Words::broken), ElementsAre("a", "営業", "部 b"));
  EXPECT_THAT(wrap("", 4, Words::broken), ElementsAre(""));
  EXPECT_THAT(wrap("営業", 1, Words::broken), ElementsAre("営", "業", ""));
}

}  // namespace
}  // namespace lineman::ctl
