#include "agent/factory_values.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/scratch_folder.hpp"

namespace lineman::agent {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class FactoryValuesTest : public testing::Test {
 protected:
  FactoryValues read(const std::string& lines) const {
    std::ofstream{path_, std::ios::binary} << "#!version:1.0.0.1\n" << lines;
    return read_factory_values(path_, 2);
  }
  static std::string_view value(const FactoryValues& factory, std::string_view name) {
    return factory.values.get(*datamodel::find_by_name(name, 2));
  }

  test::ScratchFolder folder_;
  std::string path_ = folder_.path("factory.cfg");
};

TEST_F(FactoryValuesTest, AreTheTablesWithoutAFile) {
  const auto factory = read_factory_values("", 2);
  EXPECT_THAT(factory.values.entries(), IsEmpty());
  EXPECT_THAT(factory.problems, IsEmpty());
}

TEST_F(FactoryValuesTest, AreThoseOfTheFileAndTheTablesBesides) {
  const auto factory = read("account.1.label = Reception\nsome.other.name = 1\n");
  EXPECT_EQ(value(factory, "account.1.label"), "Reception");
  EXPECT_EQ(value(factory, "sip.timer_t1"), "0.5");
  EXPECT_THAT(factory.problems, IsEmpty());
  EXPECT_THAT(factory.reports,
              ElementsAre(path_ + ":3: some.other.name is no parameter of ours; skipped"));
}

TEST_F(FactoryValuesTest, CountWhatTheyDoNotTell) {
  std::string lines;
  for (int i = 0; i < 1500; ++i) lines += "foreign." + std::to_string(i) + " = x\n";
  const auto factory = read(lines);
  ASSERT_THAT(factory.reports, SizeIs(101));
  EXPECT_EQ(factory.reports.back(), path_ + ": 1400 further lines are skipped");
}

TEST_F(FactoryValuesTest, NothingOfABadFileCounts) {
  const auto factory = read("account.1.label = Reception\naccount.1.enable = perhaps\n");
  EXPECT_THAT(factory.values.entries(), IsEmpty());
  ASSERT_THAT(factory.problems, SizeIs(1));
  EXPECT_THAT(factory.problems[0], HasSubstr("factory.cfg:3: account.1.enable "));
}

TEST_F(FactoryValuesTest, HoldTheRulesBetweenParameters) {
  const auto factory = read(
      "account.1.sip_server.1.address = same.example\naccount.1.sip_server.2.address = "
      "same.example\n");
  EXPECT_THAT(factory.values.entries(), IsEmpty());
  ASSERT_FALSE(factory.problems.empty());
  EXPECT_THAT(factory.problems[0], HasSubstr("factory.cfg:2: account.1.sip_server."));
}

TEST_F(FactoryValuesTest, SayWhyAFileCannotBeRead) {
  const auto factory = read_factory_values(path_ + ".not", 2);
  ASSERT_THAT(factory.problems, SizeIs(1));
  EXPECT_THAT(factory.problems[0], HasSubstr("cannot be read: No such file or directory"));
}

TEST_F(FactoryValuesTest, OfAFolderAreTheTables) {
  const auto factory = read_factory_values(folder_.path(), 2);
  EXPECT_THAT(factory.values.entries(), IsEmpty());
  EXPECT_THAT(factory.problems, ElementsAre(HasSubstr("cannot be read: Is a directory")));
}

}  // namespace
}  // namespace lineman::agent
