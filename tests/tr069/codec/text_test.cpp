#include "tr069/codec/text.hpp"

#include <gtest/gtest.h>

namespace lineman::cwmp {
namespace {

using namespace std::string_view_literals;

TEST(Clean, LeavesOutControlCharacters) {
  EXPECT_EQ(clean("a\0b\x01\t\r\n\x1F\x7F c"sv), "ab c");
  EXPECT_EQ(clean("\xEF\xBF\xBE\xEF\xBF\xBFx"), "x");  // U+FFFE, U+FFFF: no characters of XML
}

TEST(Clean, LeavesWellFormedTextAsItIs) {
  EXPECT_EQ(clean(" M\u00fcller & \u20ac < \U0001F600 "), " M\u00fcller & \u20ac < \U0001F600 ");
}

TEST(Clean, ReplacesWhatIsNoUtf8) {
  EXPECT_EQ(clean("a\xC3(\xFF"), "a\uFFFD(\uFFFD");
  EXPECT_EQ(clean("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // a surrogate
  EXPECT_EQ(clean("\xC3"), "\uFFFD");
}

TEST(Printable, IsOneLineOfBoundedLength) {
  EXPECT_EQ(printable(" one\n two\x02 "), "one  two");
  EXPECT_EQ(printable(std::string(longest_sentence, 'x')).size(), longest_sentence);
  const auto cut = printable(std::string(longest_sentence + 1, 'x'));
  EXPECT_EQ(cut, std::string(longest_sentence - 3, 'x') + "...");
}

TEST(Printable, CutsBetweenCharacters) {
  EXPECT_EQ(printable("\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4", 5), "\u00e4\u00e4...");
  EXPECT_EQ(printable("\u00e4\u00e4\u00e4\u00e4\u00e4", 5), "\u00e4\u00e4\u00e4\u00e4\u00e4");
}

TEST(CountCharacters, CountsCharactersAndNotOctets) {
  EXPECT_EQ(count_characters("\u00fc\u20ac\U0001F600x"), 4U);
  EXPECT_EQ(count_characters(""), 0U);
}

TEST(ParseBoolean, TakesTheFourFormsOfXml) {
  EXPECT_EQ(parse_boolean("1"), true);
  EXPECT_EQ(parse_boolean(" true\n"), true);
  EXPECT_EQ(parse_boolean("0"), false);
  EXPECT_EQ(parse_boolean("false"), false);
  for (const auto* text : {"", "True", "yes", "2", "01", "1 0"})
    EXPECT_FALSE(parse_boolean(text)) << text;
}

TEST(ParseUnsigned, TakesNumbersAndNothingElse) {
  EXPECT_EQ(parse_unsigned("0"), 0U);
  EXPECT_EQ(parse_unsigned(" +02 "), 2U);
  EXPECT_EQ(parse_unsigned("4294967295"), 4294967295U);
  for (const auto* text : {"", " ", "+", "-1", "4294967296", "2x", "0x2", "1.0", "++1"})
    EXPECT_FALSE(parse_unsigned(text)) << text;
}

}  // namespace
}  // namespace lineman::cwmp
