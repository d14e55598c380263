#include "datamodel/value_text.hpp"

#include <gtest/gtest.h>

#include "datamodel/checked_text.hpp"

namespace lineman::datamodel {
namespace {

TEST(ValueText, EscapesAndReadsBackEveryOctet) {
  std::string all;
  for (int octet = 0; octet < 256; ++octet) all += static_cast<char>(octet);
  EXPECT_EQ(unescaped(escaped(all)), all);
  EXPECT_EQ(escaped("a\\\n\x7f"), "a\\\\\\x0a\\x7f");
}

TEST(ValueText, RefusesWhatItDoesNotWrite) {
  for (const std::string_view text :
       {"\\", "\\x", "\\x0", "\\n", "\\xg0", "\\x-1", "\\x-0", "\\x41", "\\x0A", "a\nb"}) {
    EXPECT_FALSE(unescaped(text)) << text;
  }
}

TEST(ValueText, ReadsTimes) {
  EXPECT_EQ(seconds_of("2026-01-02T03:04:05Z"), 1'767'323'045);
  EXPECT_EQ(seconds_of("1970-01-01T00:00:00Z"), 0);
  for (const std::string_view text :
       {"", "2026-02-30T00:00:00Z", "2026-01-02T03:04:05", "2026-01-02T24:00:00Z",
        "2026-01-02 03:04:05Z", "xxxx-01-02T03:04:05Z"}) {
    EXPECT_FALSE(seconds_of(text)) << text;
  }
}

TEST(CheckedText, GivesBackWhatWasWritten) {
  const auto text = with_checksum("first\nname = value\n");
  EXPECT_EQ(checked_body(text), "first\nname = value\n");
  EXPECT_EQ(checked_body(with_checksum("")), "");
}

TEST(CheckedText, RefusesEveryOtherText) {
  const auto text = with_checksum("name = value\n");
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_FALSE(checked_body(text.substr(0, size))) << size;
    auto other = text;
    other[size] = static_cast<char>(other[size] ^ 1);
    EXPECT_FALSE(checked_body(other)) << size;
  }
  EXPECT_FALSE(checked_body(text + "\n"));
}

TEST(CheckedText, TakesLines) {
  std::string_view text = "one\n\nlast";
  EXPECT_EQ(take_line(text), "one");
  EXPECT_EQ(take_line(text), "");
  EXPECT_EQ(take_line(text), "last");
  EXPECT_EQ(text, "");
}

}  // namespace
}  // namespace lineman::datamodel
