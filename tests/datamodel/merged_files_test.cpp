#include "datamodel/merged_files.hpp"

#include <gmock/gmock.h>

#include "datamodel/phone_file_size.hpp"
#include "datamodel/phone_file_writer.hpp"
#include "tests/datamodel/random_values.hpp"

namespace lineman::datamodel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr unsigned accounts = 2;
const std::string version = "#!version:1.0.0.1\n";

ParameterRef ref(std::string_view name) {
  return *find_by_name(name, accounts);
}

class MergedFilesTest : public testing::Test {
 protected:
  void add(std::string name, const std::string& lines) {
    texts_.emplace_back(std::move(name), version + lines);
  }
  MergedFiles merge(Overwrite overwrite = Overwrite::no) const {
    std::vector<NamedFile> files;
    for (const auto& [name, text] : texts_) files.push_back({name, text});
    return merge_phone_files(files, accounts, overwrite);
  }
  static Values applied(const MergedFiles& files, Values values) {
    for (const auto& each : files.values) values.set(each.ref, each.value);
    return values;
  }

  std::vector<std::pair<std::string, std::string>> texts_;
};

TEST_F(MergedFilesTest, LaterFilesWinAndSayWhereEachValueComesFrom) {
  add("common.cfg", "sip.timer_t1 = 1\naccount.1.label = common\nforeign = 1\n");
  add("model.cfg", "account.1.label = model\naccount.2.label = model\nforeign = 2\n");
  add("own.cfg", "\naccount.1.label = own\n");
  const auto merged = merge();
  EXPECT_THAT(merged.problems, IsEmpty());
  EXPECT_THAT(merged.values,
              ElementsAre(PlacedValue{ref("sip.timer_t1"), "1", {"common.cfg", 2}},
                          PlacedValue{ref("account.1.label"), "own", {"own.cfg", 3}},
                          PlacedValue{ref("account.2.label"), "model", {"model.cfg", 3}}));
  EXPECT_THAT(merged.remarks, IsEmpty());
  EXPECT_EQ(merged.skipped, 2U);
  EXPECT_THAT(merged.unknown, SizeIs(2));
}

TEST_F(MergedFilesTest, AnOldNameInALaterFileWinsOverTodaysInAnEarlierOne) {
  add("a", "account.1.sip_server.1.port = 1\n");
  add("b", "account.1.sip_server_port = 2\n");
  EXPECT_THAT(merge().values,
              ElementsAre(PlacedValue{ref("account.1.sip_server.1.port"), "2", {"b", 2}}));
}

TEST_F(MergedFilesTest, WithoutOverwriteTheRestStays) {
  add("a", "account.1.label = x\n");
  EXPECT_THAT(merge().values, SizeIs(1));
  add("b", "sip.timer_t1 =\n");
  ASSERT_THAT(merge().problems, SizeIs(1));
  EXPECT_EQ(line_text(merge().problems[0]), "b:2: sip.timer_t1 cannot be empty");
}

TEST_F(MergedFilesTest, OverwriteTakesTheRestBackToItsDefaults) {
  Values before;
  before.set(ref("sip.timer_t1"), "2");
  before.set(ref("sip.timer_t2"), "8");
  before.set(ref("account.1.label"), "before");
  before.set(ref("account.2.password"), "kept");
  before.set(ref("Device.DeviceInfo.ProvisioningCode"), "kept");
  add("a", "account.1.label = x\nsip.timer_t2 =\n");
  const auto merged = merge(Overwrite::yes);
  EXPECT_THAT(merged.problems, IsEmpty());
  Values wanted;
  wanted.set(ref("account.1.label"), "x");
  wanted.set(ref("account.2.password"), "kept");
  wanted.set(ref("Device.DeviceInfo.ProvisioningCode"), "kept");
  EXPECT_EQ(applied(merged, before), wanted);
  for (const auto& each : merged.values) {
    EXPECT_EQ(each.place.file.empty(),
              each.ref != ref("account.1.label") && each.ref != ref("sip.timer_t2"));
  }
}

TEST_F(MergedFilesTest, OverwriteClearsASecretThatAFileEmpties) {
  add("a", "account.1.password =\n");
  Values before;
  before.set(ref("account.1.password"), "old");
  before.set(ref("account.2.password"), "kept");
  const auto after = applied(merge(Overwrite::yes), before);
  EXPECT_EQ(after.get(ref("account.1.password")), "");
  EXPECT_EQ(after.get(ref("account.2.password")), "kept");
}

TEST_F(MergedFilesTest, TakesAnExportBackWithAndWithoutOverwrite) {
  test::RandomValues random{7};
  for (int i = 0; i < 20; ++i) {
    const auto values = random.next(accounts);
    const auto before = random.next(accounts);
    const auto text = print_phone_file(values, accounts, Secrets::as_comments);
    const NamedFile file{"export", text};
    auto wanted = values;
    for (const auto each : all_of(accounts)) {
      if (each.parameter().secret) wanted.set(each, before.get(each));
    }
    for (const auto overwrite : {Overwrite::no, Overwrite::yes}) {
      EXPECT_EQ(applied(merge_phone_files({&file, 1}, accounts, overwrite), before), wanted);
    }
  }
}

TEST_F(MergedFilesTest, HasTheProblemsOfAllFilesInOrder) {
  add("a", "sip.timer_t1 = no\n");
  add("b", "account.1.label = x\nno assignment\n");
  const auto merged = merge();
  ASSERT_THAT(merged.problems, SizeIs(2));
  EXPECT_EQ(line_text(merged.problems[0]), "a:2: sip.timer_t1 is not a number");
  EXPECT_EQ(line_text(merged.problems[1]), "b:3: the line is not of the form name = value");
}

TEST_F(MergedFilesTest, CountsTheProblemsThatItDoesNotTell) {
  std::string lines;
  for (int i = 0; i < 80; ++i) lines += "sip.timer_t1 = no\n";
  add("a", lines);
  add("b", lines);
  const auto merged = merge();
  ASSERT_THAT(merged.problems, SizeIs(maximum_remarks + 1));
  EXPECT_EQ(line_text(merged.problems.back()), "b:21: 60 further lines are wrong");
}

TEST_F(MergedFilesTest, PlacesWhatTheRulesSay) {
  add("a", "account.1.sip_server.1.address = same.example\n");
  add("b", "\n\naccount.1.sip_server.2.address = same.example\n");
  const auto conflicts = conflicts_of(merge(), {}, accounts);
  ASSERT_THAT(conflicts, SizeIs(1));
  EXPECT_EQ(conflicts[0].place, (Place{"a", 2}));
  EXPECT_EQ(conflicts[0].problem.code, ProblemCode::conflict);
}

TEST_F(MergedFilesTest, GivesNoPlaceToWhatNoFileNames) {
  add("a", "account.1.label = x\n");
  const auto problems = placed({{ProblemCode::busy, "", "", "later"},
                                {ProblemCode::conflict, "account.2.label", "y", "is wrong"},
                                {ProblemCode::conflict, "account.1.password", "y", "is wrong"}},
                               merge(), accounts);
  ASSERT_THAT(problems, SizeIs(3));
  for (const auto& each : problems) EXPECT_EQ(each.place, Place{});
  EXPECT_EQ(line_text(problems[0]), "later");
  EXPECT_EQ(line_text(problems[1]), "account.2.label is wrong");
  EXPECT_EQ(problems[2].problem.value, masked);
}

}  // namespace
}  // namespace lineman::datamodel
