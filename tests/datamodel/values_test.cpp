#include "datamodel/values.hpp"

#include <gmock/gmock.h>
#include <openssl/evp.h>

#include <algorithm>
#include <numeric>

namespace lineman::datamodel {
namespace {

ParameterRef ref(std::string_view name) {
  return find_by_name(name, maximum_accounts).value();
}

TEST(Values, AreInitialUntilSet) {
  Values values;
  EXPECT_EQ(values.get(ref("account.1.sip_server.1.expires")), "3600");
  values.set(ref("account.1.sip_server.1.expires"), "300");
  EXPECT_EQ(values.get(ref("account.1.sip_server.1.expires")), "300");
  EXPECT_EQ(values.get(ref("account.1.sip_server.2.expires")), "3600");
}

TEST(Values, ForgetWhatIsInitialAgain) {
  Values values;
  values.set(ref("account.1.enable"), "1");
  values.set(ref("account.1.enable"), "0");
  EXPECT_EQ(values, Values{});
}

TEST(Values, GiveTheEntriesOfOneAccount) {
  Values values;
  values.set(ref("account.2.enable"), "1");
  values.set(ref("account.1.label"), "one");
  values.set(ref("account.2.sip_server.1.port"), "5070");
  values.set(ref("sip.timer_t1"), "1");
  const auto second = values.entries_of(2);
  ASSERT_THAT(second, testing::SizeIs(2));
  EXPECT_EQ(name_of(second[0].ref), "account.2.enable");
  EXPECT_EQ(name_of(second[1].ref), "account.2.sip_server.1.port");
  EXPECT_THAT(values.entries_of(3), testing::IsEmpty());
}

// The digest as the protocol's page defines it, put together another way.
TEST(DigestOf, CoversTheCompleteConfigurationInOrderOfBytes) {
  Values values;
  values.set(ref("account.1.label"), "Réception");
  std::vector<std::string> lines;
  for (const auto each : all_of(2)) {
    lines.push_back(name_of(each) + "=" + std::string{values.get(each)} + "\n");
  }
  std::sort(lines.begin(), lines.end());
  const auto text = std::accumulate(lines.begin(), lines.end(), std::string{});
  unsigned char hash[32];
  EVP_Digest(text.data(), text.size(), hash, nullptr, EVP_sha256(), nullptr);
  std::string expected;
  for (const auto octet : hash) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", octet);
    expected += digits;
  }
  EXPECT_EQ(digest_of(values, 2), expected);
}

TEST(DigestOf, ChangesWithEachValue) {
  Values values;
  const auto before = digest_of(values, 1);
  values.set(ref("account.1.password"), "secret");
  EXPECT_NE(digest_of(values, 1), before);
}

}  // namespace
}  // namespace lineman::datamodel
