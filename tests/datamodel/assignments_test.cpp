#include "datamodel/assignments.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lineman::datamodel {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using namespace std::string_view_literals;

TEST(Assignments, ReadsNamesAndValues) {
  const auto read = read_assignments(
      "# a comment\n"
      "a.b = 1\n"
      "\n"
      "  c=x y = z # no comment here  \n"
      "empty =\n"
      "last = 7");
  EXPECT_THAT(read.good, ElementsAre(Assignment{"a.b", "1", 2},
                                     Assignment{"c", "x y = z # no comment here", 4},
                                     Assignment{"empty", "", 5}, Assignment{"last", "7", 6}));
  EXPECT_THAT(read.bad, IsEmpty());
}

TEST(Assignments, ReadsWhatOtherSystemsWrite) {
  const auto read = read_assignments(
      "\xEF\xBB\xBF"
      "a = 1\r\n# x\r\nb\t=\t2\r\n");
  EXPECT_THAT(read.good, ElementsAre(Assignment{"a", "1", 1}, Assignment{"b", "2", 3}));
  EXPECT_THAT(read.bad, IsEmpty());
}

TEST(Assignments, KeepsDuplicatesInOrder) {
  const auto read = read_assignments("a = 1\na = 2\n");
  EXPECT_THAT(read.good, ElementsAre(Assignment{"a", "1", 1}, Assignment{"a", "2", 2}));
}

TEST(Assignments, NamesEveryBadLine) {
  const auto read = read_assignments(
      "no equals sign\n"
      "= value\n"
      "good = 1\n"
      "two words = 1\n"
      "a = b\x01"
      "c\n");
  EXPECT_EQ(read.good.size(), 1U);
  ASSERT_EQ(read.bad.size(), 4U);
  EXPECT_EQ(read.bad[0].line, 1U);
  EXPECT_THAT(read.bad[0].sentence, HasSubstr("name = value"));
  EXPECT_EQ(read.bad[1].line, 2U);
  EXPECT_EQ(read.bad[2].line, 4U);
  EXPECT_THAT(read.bad[2].sentence, HasSubstr("blank"));
  EXPECT_EQ(read.bad[3].line, 5U);
  EXPECT_THAT(read.bad[3].sentence, HasSubstr("control character"));
}

TEST(Assignments, NulIsBad) {
  const auto read = read_assignments("a = 1\0 2\nb = 2\n"sv);
  ASSERT_EQ(read.bad.size(), 1U);
  EXPECT_EQ(read.bad[0].line, 1U);
  EXPECT_EQ(read.good.size(), 1U);
}

TEST(Assignments, LinesAndNamesAreBounded) {
  const std::string fits = "a = " + std::string(maximum_line - 4, 'x');
  EXPECT_EQ(read_assignments(fits).good.size(), 1U);
  EXPECT_THAT(read_assignments(fits + "x").bad.at(0).sentence, HasSubstr("longer than 4096"));
  EXPECT_EQ(read_assignments(std::string(maximum_name, 'n') + " = 1").good.size(), 1U);
  EXPECT_THAT(read_assignments(std::string(maximum_name + 1, 'n') + " = 1").bad.at(0).sentence,
              HasSubstr("longer than 255"));
}

TEST(Assignments, SentencesQuoteNothing) {
  const auto read = read_assignments("password hunter2\npass word = hunter2\n");
  ASSERT_EQ(read.bad.size(), 2U);
  for (const auto& bad : read.bad) EXPECT_THAT(bad.sentence, Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace lineman::datamodel
