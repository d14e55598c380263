// Text in values, in every form that XML knows, arrives as it was meant.
#include <gtest/gtest.h>

#include "tests/tr069/codec/envelopes.hpp"

namespace lineman::cwmp {
namespace {

std::string value_of(const std::string& xml) {
  const auto request = test::request_in(test::set_values(
      "<ParameterValueStruct><Name>A</Name><Value>" + xml + "</Value></ParameterValueStruct>"));
  const auto* const set = std::get_if<SetParameterValues>(&request);
  return set == nullptr ? "no value" : set->values.at(0).value;
}

TEST(Values, EntitiesAndReferencesToCharacters) {
  EXPECT_EQ(value_of("&lt;a href=&quot;x&quot;&gt; &amp;&apos;"), "<a href=\"x\"> &'");
  EXPECT_EQ(value_of("&#65;&#x42;&#xfc;&#8364;"), "AB\u00fc\u20ac");
  // gSOAP leaves the semicolon of this one behind.
  EXPECT_EQ(value_of("&#x1F600;&#128512;"), "\U0001F600\U0001F600");
  EXPECT_EQ(value_of("&amp;amp; &amp;#65;"), "&amp; &#65;");
}

TEST(Values, Cdata) {
  EXPECT_EQ(value_of("a<![CDATA[<b> &amp; &#65;]]>c"), "a<b> &amp; &#65;c");
}

TEST(Values, LineEndsAreThoseOfXml) {
  EXPECT_EQ(value_of("a\r\nb\rc"), "a\nb\nc");
  EXPECT_EQ(value_of("a&#13;&#10;b"), "a\r\nb");
}

TEST(Values, WhiteSpaceIsKept) {
  EXPECT_EQ(value_of("  a\t b "), "  a\t b ");
}

TEST(Values, Utf8) {
  EXPECT_EQ(value_of("\u00fc\u20ac\U0001F600"), "\u00fc\u20ac\U0001F600");
}

}  // namespace
}  // namespace lineman::cwmp
