#include "datamodel/phone_file.hpp"

#include <gmock/gmock.h>

namespace lineman::datamodel {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr unsigned accounts = 2;
const std::string version = "#!version:1.0.0.1\n";

ParameterRef ref(std::string_view name) {
  return *find_by_name(name, accounts);
}

PhoneFile read(const std::string& lines) {
  return read_phone_file(version + lines, accounts);
}

TEST(PhoneFile, GivesValuesInTheirCanonicalForm) {
  const auto file = read(
      "# a comment\n"
      "account.2.sip_server.1.address = SIP.Example\n"
      "sip.timer_t1 = 0.50\r\n");
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_THAT(file.reports, IsEmpty());
  EXPECT_THAT(file.values,
              ElementsAre(FileValue{ref("account.2.sip_server.1.address"), "sip.example", 3},
                          FileValue{ref("sip.timer_t1"), "0.5", 4}));
}

TEST(PhoneFile, WithoutAVersionIsRefusedWhole) {
  for (const std::string text : {"", "account.1.label = x\n", "#!version:\naccount.1.label = x\n",
                                 "\n#!version:1.0.0.1\naccount.1.label = x\n"}) {
    const auto file = read_phone_file(text, accounts);
    EXPECT_THAT(file.values, IsEmpty()) << text;
    ASSERT_THAT(file.problems, SizeIs(1)) << text;
    EXPECT_EQ(file.problems[0].line, 1U);
    EXPECT_THAT(file.problems[0].sentence, HasSubstr("#!version:"));
  }
  EXPECT_THAT(read_phone_file("\xEF\xBB\xBF#!version:1\naccount.1.label = x", accounts).values,
              SizeIs(1));
}

TEST(PhoneFile, SkipsAndReportsWhatIsNotOurs) {
  const auto file = read(
      "phone_setting.lcd_logo.mode = 1\naccount.3.label = x\n"
      "Device.DeviceInfo.ProvisioningCode = x\n");
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_THAT(file.values, IsEmpty());
  EXPECT_THAT(
      file.reports,
      ElementsAre(FileRemark{2, "phone_setting.lcd_logo.mode is no parameter of ours; skipped"},
                  FileRemark{3, "account.3.label is no parameter of ours; skipped"},
                  FileRemark{4,
                             "Device.DeviceInfo.ProvisioningCode is no parameter of ours; "
                             "skipped"}));
}

TEST(PhoneFile, TheLastOfDuplicatesCountsAndIsReported) {
  const auto file = read("account.1.label = a\naccount.1.label = b\n");
  EXPECT_THAT(file.values, ElementsAre(FileValue{ref("account.1.label"), "b", 3}));
  EXPECT_THAT(file.reports,
              ElementsAre(FileRemark{3, "account.1.label stands in line 2 too; this line counts"}));
}

TEST(PhoneFile, ClearsStringsAndNothingElse) {
  const auto file =
      read("account.1.label =\naccount.2.label = %NULL%\naccount.1.user_name = %EMPTY%\n");
  EXPECT_THAT(file.problems, IsEmpty());
  for (const auto& each : file.values) EXPECT_EQ(each.value, "");
  EXPECT_THAT(file.values, SizeIs(3));
  EXPECT_THAT(read("sip.timer_t1 = %NULL%\n").problems, SizeIs(1));
}

TEST(PhoneFile, NamesEveryProblemWithItsLineAndNoValue) {
  const auto file = read(
      "account.1.sip_server.1.expires = 29\n"
      "no assignment\n"
      "account.1.password = ********\n"
      "account.1.password = two\twords\n");
  ASSERT_THAT(file.problems, SizeIs(4));
  EXPECT_EQ(file.problems[0].line, 2U);
  EXPECT_THAT(file.problems[0].sentence,
              HasSubstr("account.1.sip_server.1.expires is not between 30"));
  EXPECT_EQ(file.problems[1].line, 3U);
  EXPECT_EQ(file.problems[2], (FileRemark{4, "account.1.password is masked in this file"}));
  EXPECT_EQ(file.problems[3].line, 5U);
  for (const auto& problem : file.problems) {
    EXPECT_THAT(problem.sentence, Not(HasSubstr("two")));
  }
}

TEST(PhoneFile, HasALimit) {
  const auto file = read(std::string(maximum_phone_file, '#'));
  ASSERT_THAT(file.problems, SizeIs(1));
  EXPECT_THAT(file.problems[0].sentence, HasSubstr("1048576 octets"));
}

}  // namespace
}  // namespace lineman::datamodel
