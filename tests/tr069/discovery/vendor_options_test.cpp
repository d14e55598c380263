#include "tr069/discovery/vendor_options.hpp"

#include <gmock/gmock.h>

#include <random>

#include "tests/tr069/discovery/option_octets.hpp"

namespace lineman::cwmp {
namespace {

using test::encapsulated;
using test::enterprise;
using testing::HasSubstr;

const std::string url = "https://acs.example:7547/cwmp";

TEST(Option43, HasUrlProvisioningCodeAndRetries) {
  const auto found = read_option_43(encapsulated(1, url) + encapsulated(2, "shop.12") +
                                    encapsulated(3, "10") + encapsulated(4, "3000"));
  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(*found, (FoundAcs{url, "shop.12", 10, 3000}));
}

TEST(Option43, MayHaveTheUrlAloneAndOptionsOfOthers) {
  EXPECT_EQ(read_option_43(encapsulated(1, url)).value(), (FoundAcs{.url = url}));
  const auto among = encapsulated(66, "\xff\x01") + std::string(2, '\0') + encapsulated(1, url);
  EXPECT_EQ(read_option_43(among).value().url, url);
}

TEST(Option43, EndsAt255) {
  EXPECT_EQ(read_option_43(encapsulated(1, url) + "\xff\x01\x99 and more").value().url, url);
}

TEST(Option43, MayEndItsTextsWithANul) {
  EXPECT_EQ(
      read_option_43(encapsulated(1, url + '\0') + encapsulated(2, std::string("x\0", 2))).value(),
      (FoundAcs{.url = url, .provisioning_code = "x"}));
}

TEST(Option43, SaysNothingWhereItIsEmpty) {
  EXPECT_EQ(read_option_43("").value(), FoundAcs{});
  EXPECT_EQ(read_option_43(encapsulated(60, "other")).value(), FoundAcs{});
}

TEST(Option43, ThatIsCutOffIsAnErrorWhereverThatIs) {
  const auto whole = encapsulated(1, url) + encapsulated(2, "code");
  const auto first = encapsulated(1, url).size();
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const auto found = read_option_43(whole.substr(0, size));
    if (size == first) {
      EXPECT_EQ(found.value(), (FoundAcs{.url = url}));
    } else {
      ASSERT_FALSE(found) << size;
      EXPECT_THAT(found.error(), HasSubstr("cut off")) << size;
    }
  }
}

TEST(Option43, ThatSaysSomethingTwiceIsAnError) {
  const auto found = read_option_43(encapsulated(1, url) + encapsulated(1, url));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error(), "has its option 1 twice");
}

TEST(Option43, OfItsValuesEachHasItsRange) {
  const auto refused = [](int code, const std::string& value) {
    const auto found = read_option_43(encapsulated(code, value));
    return found ? std::string{"(taken)"} : found.error();
  };
  EXPECT_THAT(refused(1, ""), HasSubstr("'': the URL is empty"));
  EXPECT_THAT(refused(1, "ftp://acs.example/"), HasSubstr("'ftp://acs.example/': "));
  EXPECT_THAT(refused(1, "acs.example"), HasSubstr("'acs.example': "));
  EXPECT_THAT(refused(1, "http://acs.example/ x"), HasSubstr("has some that no URL has"));
  EXPECT_THAT(refused(1, "http://acs.example/\n"), HasSubstr("has some that no URL has"));
  EXPECT_THAT(refused(1, "http://user:secret@acs.example/"),
              testing::AllOf(HasSubstr("URL"), testing::Not(HasSubstr("secret"))));
  EXPECT_THAT(refused(2, std::string(65, 'x')), HasSubstr("at most 64 characters"));
  EXPECT_EQ(refused(2, std::string(64, 'x')), "(taken)");
  EXPECT_THAT(refused(2, "\xc3"), HasSubstr("provisioning code"));
  EXPECT_THAT(refused(2, "a\tb"), HasSubstr("provisioning code"));
  for (const std::string number :
       {"", "0", "65536", "-1", "0x10", " 5", "5 ", "1e3", "99999999999"})
    EXPECT_THAT(refused(3, number), HasSubstr("is no number from 1 to 65535")) << number;
  EXPECT_THAT(refused(4, "999"), HasSubstr("is no number from 1000 to 65535"));
  EXPECT_EQ(refused(4, "65535"), "(taken)");
}

TEST(Option43, IsBounded) {
  EXPECT_FALSE(read_option_43(std::string(maximum_vendor_option + 1, '\0')));
  EXPECT_TRUE(read_option_43(std::string(maximum_vendor_option, '\0')));
  FoundAcs found;
  const auto longest = "http://a/" + std::string(maximum_found_url - 9, 'x');
  EXPECT_TRUE(set_url(found, longest));
  EXPECT_FALSE(set_url(found, longest + 'x'));
}

TEST(Option125, HasItOfTheBroadbandForum) {
  const auto ours = encapsulated(11, url) + encapsulated(12, "shop.12") + encapsulated(13, "10") +
                    encapsulated(14, "3000");
  EXPECT_EQ(read_option_125(enterprise(3561, ours)).value(), (FoundAcs{url, "shop.12", 10, 3000}));
  EXPECT_EQ(read_option_125(enterprise(9, "\x01\x63whatever") + enterprise(3561, ours)).value().url,
            url);
  EXPECT_EQ(read_option_125(enterprise(9, ours)).value(), FoundAcs{});
}

TEST(Option125, MayBeNumberedAsOption43) {
  EXPECT_EQ(
      read_option_125(enterprise(3561, encapsulated(1, url) + encapsulated(2, "code"))).value(),
      (FoundAcs{.url = url, .provisioning_code = "code"}));
}

// TR-069, annex F: a gateway says who it is there.
TEST(Option125, OfAGatewayIsNotTakenForAnAcs) {
  EXPECT_EQ(read_option_125(enterprise(3561, encapsulated(4, "00005E") + encapsulated(5, "123") +
                                                 encapsulated(6, "Gateway")))
                .value(),
            FoundAcs{});
  EXPECT_EQ(read_option_125(enterprise(3561, encapsulated(1, "00005E") + encapsulated(2, "123") +
                                                 encapsulated(11, url)))
                .value(),
            (FoundAcs{.url = url}));
}

TEST(Option125, ThatIsCutOffIsAnErrorWhereverThatIs) {
  const auto whole = enterprise(3561, encapsulated(11, url));
  for (std::size_t size = 1; size < whole.size(); ++size) {
    EXPECT_FALSE(read_option_125(whole.substr(0, size))) << size;
  }
  EXPECT_FALSE(read_option_125(whole.substr(0, 4) + '\x03' + "\x0b\x05x")) << "within the part";
}

// Whatever comes, it is read or refused, and what is taken is within its ranges.
bool is_sound(const Found& found) {
  if (!found) return !found.error().empty();
  FoundAcs again;
  const bool url_is_good = found->url.empty() || set_url(again, found->url).has_value();
  return url_is_good && found->retry_minimum_wait.value_or(1) >= 1 &&
         found->retry_multiplier.value_or(1000) >= 1000;
}

TEST(VendorOptions, BearAnyOctets) {
  std::mt19937 random{7547};
  const auto any = [&](unsigned below) { return random() % below; };
  const std::string good = encapsulated(1, url) + encapsulated(2, "code") + encapsulated(3, "10");
  for (int i = 0; i < 20'000; ++i) {
    auto octets = i % 2 == 0 ? good : enterprise(3561, good);
    for (auto changes = any(4); changes > 0; --changes) {
      octets[any(static_cast<unsigned>(octets.size()))] = static_cast<char>(any(256));
    }
    if (any(3) == 0) octets.resize(any(static_cast<unsigned>(octets.size())));
    ASSERT_TRUE(is_sound(read_option_43(octets)));
    ASSERT_TRUE(is_sound(read_option_125(octets)));
  }
  for (int i = 0; i < 5'000; ++i) {
    std::string octets(any(80), '\0');
    for (auto& octet : octets) octet = static_cast<char>(any(256));
    ASSERT_TRUE(is_sound(read_option_43(octets)));
    ASSERT_TRUE(is_sound(read_option_125(std::string("\0\0\x0d\xe9", 4) + octets)));
  }
}

}  // namespace
}  // namespace lineman::cwmp
