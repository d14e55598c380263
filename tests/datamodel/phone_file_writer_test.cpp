#include "datamodel/phone_file_writer.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "datamodel/phone_file.hpp"
#include "tests/datamodel/random_values.hpp"

namespace lineman::datamodel {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr unsigned accounts = 3;

ParameterRef ref(std::string_view name) {
  return *find_by_name(name, accounts);
}

// What stands on a phone that had `before`, and imports.
Values imported(const std::string& text, Values before) {
  const auto file = read_phone_file(text, accounts);
  EXPECT_THAT(file.problems, IsEmpty());
  EXPECT_THAT(file.remarks, IsEmpty());
  EXPECT_EQ(file.skipped, 0U);
  for (const auto& each : file.values) before.set(each.ref, each.value);
  return before;
}

TEST(PhoneFileWriter, BeginsWithTheVersion) {
  EXPECT_TRUE(print_phone_file({}, accounts, Secrets::written).starts_with("#!version:1.0.0.1\n"));
}

TEST(PhoneFileWriter, WritesWhatReadsToTheSameOnAnyPhone) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    test::RandomValues random{seed};
    const auto values = random.next(accounts);
    const auto text = print_phone_file(values, accounts, Secrets::written);
    EXPECT_EQ(imported(text, {}), values);
    EXPECT_EQ(imported(text, random.next(accounts)), values);
    EXPECT_EQ(print_phone_file(imported(text, {}), accounts, Secrets::written), text);
  }
}

TEST(PhoneFileWriter, LeavesSecretsOutSoThatAnImportDoesNotTouchThem) {
  Values values;
  values.set(ref("account.1.password"), "hunter2");
  values.set(ref("account.1.label"), "Desk");
  const auto text = print_phone_file(values, accounts, Secrets::as_comments);
  EXPECT_THAT(text, Not(HasSubstr("hunter2")));
  EXPECT_THAT(text, HasSubstr("\n# account.1.password = ********\n"));
  Values other;
  other.set(ref("account.1.password"), "swordfish");
  const auto after = imported(text, other);
  EXPECT_EQ(after.get(ref("account.1.password")), "swordfish");
  EXPECT_EQ(after.get(ref("account.1.label")), "Desk");
}

TEST(PhoneFileWriter, WritesNothingThatPhoneFilesDoNotHave) {
  Values values;
  values.set(ref("Device.DeviceInfo.ProvisioningCode"), "depot");
  EXPECT_THAT(print_phone_file(values, accounts, Secrets::written), Not(HasSubstr("depot")));
}

static_assert(longest_phone_file(512) <= std::size_t{512} * 16'384,
              "the limit grows with the accounts of a build as the file does");

TEST(PhoneFileWriter, KeepsBelowTheLimitsWhateverTheValues) {
  Values longest;
  std::size_t escaped = 0;
  for (const auto each : all_of(maximum_accounts)) {
    const auto& kind = each.parameter().kind;
    if (kind.type != Type::text || !is_in_phone_files(each.parameter())) continue;
    std::string value;
    for (std::int64_t i = 0; i < kind.maximum; ++i) value += "\xF0\x9F\x93\x9E";
    longest.set(each, value);
    ++escaped;
  }
  const auto text = print_phone_file(longest, maximum_accounts, Secrets::written);
  EXPECT_GT(escaped, 0U);
  EXPECT_LE(text.size(), longest_phone_file(maximum_accounts));
  EXPECT_LE(longest_phone_file(maximum_accounts), maximum_phone_file);
}

}  // namespace
}  // namespace lineman::datamodel
