#include "datamodel/phone_file.hpp"

#include <gmock/gmock.h>

#include "datamodel/phone_text.hpp"

namespace lineman::datamodel {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace std::string_literals;

constexpr unsigned accounts = 2;
const std::string version = "#!version:1.0.0.1\n";

ParameterRef ref(std::string_view name) {
  return *find_by_name(name, accounts);
}

PhoneFile read(const std::string& lines, Blank blank = Blank::is_wrong) {
  return read_phone_file(version + lines, accounts, blank);
}

TEST(PhoneFile, GivesValuesInTheirCanonicalForm) {
  const auto file = read(
      "# a comment\n"
      "account.2.sip_server.1.address = SIP.Example\n"
      "sip.timer_t1 = 0.50\r\n");
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_THAT(file.remarks, IsEmpty());
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
    EXPECT_THAT(file.problems[0].problem.sentence, HasSubstr("#!version:"));
  }
}

TEST(PhoneFile, MayBeginWithAByteOrderMark) {
  const auto file = read_phone_file("\xEF\xBB\xBF#!version:1\r\naccount.1.label = x", accounts);
  EXPECT_THAT(file.values, ElementsAre(FileValue{ref("account.1.label"), "x", 2}));
  EXPECT_THAT(file.remarks, IsEmpty());
}

TEST(PhoneFile, IsLatin1WhereItIsNotUtf8AndSaysSo) {
  const auto file = read("account.1.label = \xC3\xBC\naccount.2.label = M\xFCller\n");
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_THAT(file.values, ElementsAre(FileValue{ref("account.1.label"), "\xC3\x83\xC2\xBC", 2},
                                       FileValue{ref("account.2.label"), "M\xC3\xBCller", 3}));
  EXPECT_THAT(file.remarks, ElementsAre(FileRemark{3, std::string{latin_1_sentence}}));
  EXPECT_THAT(read("account.1.label = M\xC3\xBCller\n").remarks, IsEmpty());
}

TEST(PhoneFile, IsNoTextWithANul) {
  for (const auto& lines : {"account.1.label = x\n# a\0b\n"s, "\naccount.1.label = a\0\n"s}) {
    const auto file = read(lines);
    EXPECT_THAT(file.values, IsEmpty());
    ASSERT_THAT(file.problems, SizeIs(1));
    EXPECT_EQ(file.problems[0].line, 3U);
    EXPECT_THAT(file.problems[0].problem.sentence, HasSubstr("NUL"));
  }
}

TEST(PhoneFile, SkipsAndReportsWhatIsNotOurs) {
  const auto file = read(
      "phone_setting.lcd_logo.mode = 1\naccount.3.label = x\n"
      "Device.DeviceInfo.ProvisioningCode = x\nAccount.1.label = x\naccount.3.transport = 1\n");
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_THAT(file.values, IsEmpty());
  EXPECT_EQ(file.skipped, 5U);
  EXPECT_THAT(file.remarks, IsEmpty());
  ASSERT_THAT(file.unknown, SizeIs(5));
  EXPECT_EQ(file.unknown[0],
            (FileRemark{2, "phone_setting.lcd_logo.mode is no parameter of ours; skipped"}));
  EXPECT_EQ(file.unknown[4].line, 6U);
}

TEST(PhoneFile, SkipsWhatIsNotOursWhateverItsValueLooksLike) {
  const auto file =
      read("lang.gui = a\tb\nlong.one = " + std::string(5000, 'x') + "\nempty.one =\n");
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_EQ(file.skipped, 3U);
}

TEST(PhoneFile, CountsWhatItDoesNotTell) {
  std::string lines;
  for (int i = 0; i < 1500; ++i) lines += "foreign." + std::to_string(i) + " = x\n";
  lines += "account.1.label = ours\n";
  for (int i = 0; i < 300; ++i) lines += "account.1.label = ours\nsip.timer_t1 = no\n";
  const auto file = read(lines);
  EXPECT_EQ(file.skipped, 1500U);
  EXPECT_THAT(file.unknown, SizeIs(maximum_remarks));
  EXPECT_THAT(file.remarks, SizeIs(maximum_remarks));
  EXPECT_THAT(file.problems, SizeIs(maximum_remarks));
  EXPECT_EQ(file.problem_count, 300U);
  EXPECT_EQ(file.problems[0].line, 1504U);
}

TEST(PhoneFile, TheLastOfDuplicatesCountsAndIsReported) {
  const auto file = read("account.1.label = a\naccount.1.label = b\n");
  EXPECT_THAT(file.values, ElementsAre(FileValue{ref("account.1.label"), "b", 3}));
  EXPECT_THAT(file.remarks,
              ElementsAre(FileRemark{3, "account.1.label stands in line 2 too; this line counts"}));
}

TEST(PhoneFile, TakesOldNamesAndReportsThem) {
  const auto file = read("account.2.sip_server_host = a.example\nmanagementserver.enable = 1\n");
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_THAT(file.values,
              ElementsAre(FileValue{ref("account.2.sip_server.1.address"), "a.example", 2},
                          FileValue{ref("static.managementserver.enable"), "1", 3}));
  EXPECT_THAT(file.remarks, ElementsAre(FileRemark{2,
                                                   "account.2.sip_server_host is the old name of "
                                                   "account.2.sip_server.1.address"},
                                        FileRemark{3,
                                                   "managementserver.enable is the old name of "
                                                   "static.managementserver.enable"}));
}

TEST(PhoneFile, TodaysNameWinsOverTheOldOneWhereverTheyStand) {
  const auto today_first = read(
      "account.1.sip_server.1.port = 1\naccount.1.sip_server_port = 2\n"
      "account.1.sip_server_port = 3\n");
  EXPECT_THAT(today_first.values,
              ElementsAre(FileValue{ref("account.1.sip_server.1.port"), "1", 2}));
  EXPECT_THAT(today_first.remarks,
              ElementsAre(FileRemark{3,
                                     "account.1.sip_server_port is the old name of "
                                     "account.1.sip_server.1.port, which stands in line 2 too; "
                                     "that line counts"},
                          testing::Field(&FileRemark::line, 4U)));
  const auto old_first = read(
      "account.1.sip_server_port = 2\naccount.1.sip_server_port = 3\n"
      "account.1.sip_server.1.port = 1\n");
  EXPECT_THAT(old_first.values, ElementsAre(FileValue{ref("account.1.sip_server.1.port"), "1", 4}));
  EXPECT_THAT(old_first.remarks, SizeIs(3));
}

TEST(PhoneFile, ClearsStringsAndNothingElse) {
  const auto file =
      read("account.1.label =\naccount.2.label = %NULL%\naccount.1.user_name = %EMPTY%\n");
  EXPECT_THAT(file.problems, IsEmpty());
  for (const auto& each : file.values) EXPECT_EQ(each.value, "");
  EXPECT_THAT(file.values, SizeIs(3));
  const auto wrong = read("sip.timer_t1 = %NULL%\naccount.1.enable =\n");
  ASSERT_THAT(wrong.problems, SizeIs(2));
  EXPECT_EQ(wrong.problems[1],
            (FileProblem{3, {ProblemCode::wrong_type, "account.1.enable", "", "cannot be empty"}}));
}

TEST(PhoneFile, TakesABlankForTheDefaultWhereItIsAskedTo) {
  const auto file = read("sip.timer_t1 =\naccount.1.enable = %NULL%\n", Blank::is_default);
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_THAT(file.values, ElementsAre(FileValue{ref("sip.timer_t1"), "0.5", 2},
                                       FileValue{ref("account.1.enable"), "0", 3}));
}

TEST(PhoneFile, NamesEveryProblemWithItsLineAndNoSecret) {
  const auto file = read(
      "account.1.sip_server.1.expires = 29\n"
      "no assignment\n"
      "account.1.password = ********\n"
      "account.1.password = two\twords\n"
      "managementserver.password = " +
      std::string(300, 'x') + '\n');
  ASSERT_THAT(file.problems, SizeIs(5));
  EXPECT_EQ(file.problems[0].line, 2U);
  EXPECT_EQ(file.problems[0].problem.name, "account.1.sip_server.1.expires");
  EXPECT_EQ(file.problems[0].problem.value, "29");
  EXPECT_EQ(file.problems[0].problem.code, ProblemCode::wrong_value);
  EXPECT_THAT(file.problems[0].problem.sentence, HasSubstr("is not between 30"));
  EXPECT_EQ(file.problems[1].line, 3U);
  EXPECT_EQ(file.problems[2].line, 4U);
  EXPECT_THAT(file.problems[2].problem.sentence, HasSubstr("******** hides a secret"));
  EXPECT_EQ(file.problems[3].line, 5U);
  EXPECT_EQ(file.problems[4].problem.value, "********");
  EXPECT_EQ(file.problems[4].problem.code, ProblemCode::wrong_length);
  for (const auto& [line, problem] : file.problems) {
    EXPECT_THAT(problem.sentence + problem.value, Not(HasSubstr("two")));
  }
}

TEST(PhoneFile, HasALimit) {
  const auto file = read(std::string(maximum_phone_file, '#'));
  ASSERT_THAT(file.problems, SizeIs(1));
  EXPECT_THAT(file.problems[0].problem.sentence,
              HasSubstr(std::to_string(maximum_phone_file) + " octets"));
}

}  // namespace
}  // namespace lineman::datamodel
