// YAML and JSON as other programs read them.
#include "datamodel/export/document.hpp"

#include <gtest/gtest.h>

namespace lineman::datamodel::document {
namespace {

TEST(Yaml, QuotesWhatCouldBeSomethingElse) {
  const Map map{{"word", "accountState"},  {"number", 3},    {"digits", "3"}, {"truth", true},
                {"word of truth", "true"}, {"switch", "on"}, {"nothing", ""}, {"quote", "it's"},
                {"mark", "a: b"}};
  EXPECT_EQ(yaml_of(map),
            "word: accountState\nnumber: 3\ndigits: '3'\ntruth: true\n'word of truth': 'true'\n"
            "switch: 'on'\nnothing: ''\nquote: 'it''s'\nmark: 'a: b'\n");
}

TEST(Yaml, EscapesLineBreaks) {
  EXPECT_EQ(yaml_of(Map{{"script", "one\n\"two\"\n"}}), "script: \"one\\n\\\"two\\\"\\n\"\n");
}

TEST(Yaml, KeysThatAreNumbersStayNumbers) {
  EXPECT_EQ(yaml_of(Map{{"1", "up"}, {"-1", "inherit"}}), "1: up\n-1: inherit\n");
}

TEST(Yaml, NestsListsAndMaps) {
  const Map map{{"rules", List{Map{{"name", "a"}, {"of", texts({"x", "z"})}}, List{1, 2}}},
                {"none", List{}},
                {"empty", Map{}}};
  EXPECT_EQ(yaml_of(map, "One.\nTwo."),
            "# One.\n# Two.\nrules:\n  - name: a\n    of:\n      - x\n      - z\n  - - 1\n    - 2\n"
            "none: []\nempty: {}\n");
}

TEST(Json, IsIndented) {
  EXPECT_EQ(json_of(Map{{"a", List{1, "b"}}, {"c", Map{}}}),
            "{\n  \"a\": [\n    1,\n    \"b\"\n  ],\n  \"c\": {}\n}\n");
}

}  // namespace
}  // namespace lineman::datamodel::document
