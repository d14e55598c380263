#include "manual/mdoc.hpp"

#include <gtest/gtest.h>

#include "manual/page.hpp"

namespace lineman::manual {
namespace {

TEST(Mdoc, ShowsWhatTroffWouldObey) {
  EXPECT_EQ(escaped("a\\b --c\nd"), "a\\eb \\-\\-c d");
  EXPECT_EQ(text_lines(".conf files"), "\\&.conf files\n");
  EXPECT_EQ(text_lines("'*' is one"), "\\&'*' is one\n");
  EXPECT_EQ(word("Op"), "\"\\&Op\"");
  EXPECT_EQ(word("say \"x\""), "\"\\&say \\(dqx\\(dq\"");
}

TEST(Mdoc, PutsEachSentenceOnALineOfItsOwn) {
  EXPECT_EQ(text_lines("One is 0.5 s. Two.\nThree"), "One is 0.5 s.\nTwo.\nThree\n");
  EXPECT_EQ(text_lines(""), "");
}

TEST(Mdoc, MakesSentencesOfTheTablesPhrases) {
  EXPECT_EQ(sentence("values of parameters"), "Values of parameters.");
  EXPECT_EQ(sentence("10 of them."), "10 of them.");
  EXPECT_EQ(sentence(""), "");
}

TEST(Mdoc, WritesOptionsAsTheyAreTyped) {
  EXPECT_EQ(option_macros("--set", "KEY=VALUE"), "Fl \\-set Ar \"\\&KEY=VALUE\"");
  EXPECT_EQ(option_macros("--check", ""), "Fl \\-check");
}

TEST(Page, FillsInPartsAndCopiesTheRest) {
  const auto page = write_page(".Sh OPTIONS\nuser@host\n@common options@\nlast");
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->starts_with(".Sh OPTIONS\nuser@host\n.It Fl \\-runtime\\-dir Ar"));
  EXPECT_TRUE(page->ends_with("\nlast\n"));
}

TEST(Page, SaysWhichPartItDoesNotKnow) {
  EXPECT_EQ(write_page("first\n@nonsense@\n").error(), "line 2: there is no part 'nonsense'");
  EXPECT_EQ(write_page("@settings nothing@\n").error(),
            "line 1: there is no part 'settings nothing'");
}

}  // namespace
}  // namespace lineman::manual
