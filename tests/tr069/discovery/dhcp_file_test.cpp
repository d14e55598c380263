#include "tr069/discovery/dhcp_file.hpp"

#include <gmock/gmock.h>

#include <random>

#include "daemon/hexadecimal.hpp"
#include "tests/tr069/discovery/option_octets.hpp"

namespace lineman::cwmp {
namespace {

using daemon::hexadecimal;
using test::encapsulated;
using test::enterprise;
using testing::StartsWith;

std::string refused(std::string_view text) {
  const auto found = read_dhcp_file(text);
  return found ? "(taken)" : found.error();
}

TEST(DhcpFile, HasPlainLines) {
  EXPECT_EQ(read_dhcp_file("# by a hook\nurl = http://acs.example/\nprovisioning_code = shop\n"
                           "retry_minimum_wait = 7\r\nretry_multiplier=2500")
                .value(),
            (FoundAcs{"http://acs.example/", "shop", 7, 2500}));
}

TEST(DhcpFile, HasOptionsInHexadecimal) {
  const auto option = hexadecimal(encapsulated(1, "http://acs.example/"));
  EXPECT_EQ(read_dhcp_file("option_43 = " + option).value().url, "http://acs.example/");
  EXPECT_THAT(read_dhcp_file("option_43 = 1:7:68:74:74:70:3A:2f:2F:02:1:61").error(),
              StartsWith("line 1: option_43: 'http://': "));
  EXPECT_EQ(
      read_dhcp_file("option_125 = " + hexadecimal(enterprise(3561, encapsulated(11, "http://b/"))))
          .value()
          .url,
      "http://b/");
}

TEST(DhcpFile, MayWriteOctetsWithColonsAndOneDigit) {
  EXPECT_EQ(read_dhcp_file("option_43 = 2:3:61:62:63").value().provisioning_code, "abc");
  EXPECT_EQ(read_dhcp_file("option_43 = 02:03:61:62:63").value().provisioning_code, "abc");
}

TEST(DhcpFile, SaysWhatWins) {
  const auto of_43 =
      "option_43 = " + hexadecimal(encapsulated(1, "http://of43/") + encapsulated(2, "code43")) +
      '\n';
  const auto of_125 =
      "option_125 = " + hexadecimal(enterprise(3561, encapsulated(11, "http://of125/"))) + '\n';
  EXPECT_EQ(read_dhcp_file(of_125 + of_43).value(),
            (FoundAcs{.url = "http://of125/", .provisioning_code = "code43"}));
  EXPECT_EQ(read_dhcp_file(of_125 + "url = http://line/\n" + of_43).value().url, "http://line/");
}

TEST(DhcpFile, SaysNothingWhereItIsEmptyOrItsValuesAre) {
  EXPECT_EQ(read_dhcp_file("").value(), FoundAcs{});
  EXPECT_EQ(read_dhcp_file("url =\noption_43 =\nretry_multiplier =\n").value(), FoundAcs{});
}

TEST(DhcpFile, NamesTheLineThatIsBad) {
  EXPECT_THAT(refused("\nurl = acs\n"), StartsWith("line 2: 'acs': "));
  EXPECT_THAT(refused("url = http://a/\n\nlink = x\n"), StartsWith("line 3: nothing is known"));
  EXPECT_THAT(refused("url = http://a/\nurl = http://a/\n"), StartsWith("line 2: url is said"));
  EXPECT_THAT(refused("nonsense\n"), StartsWith("line 1: "));
  EXPECT_THAT(refused("retry_minimum_wait = soon\n"), StartsWith("line 1: the minimum wait"));
  EXPECT_THAT(refused("option_43 = 01ff\n"), StartsWith("line 1: option_43: is cut off"));
  for (const std::string octets :
       {"0", "011", "0g", "1:", ":1", "1::2", "1:234", "01 02", "0x01", "-1", "+1:2"}) {
    const auto sentence = refused("option_43 = " + octets + "\n");
    EXPECT_EQ(sentence, "line 1: option_43 is not written in hexadecimal octets") << octets;
  }
}

TEST(DhcpFile, IsBounded) {
  EXPECT_EQ(refused(std::string(maximum_dhcp_file, '#')), "(taken)");
  EXPECT_THAT(refused(std::string(maximum_dhcp_file + 1, '#')), StartsWith("line 1: the file has"));
  EXPECT_THAT(refused("option_43 = " + std::string(2 * maximum_vendor_option, '0')), "(taken)");
}

TEST(DhcpFile, BearsAnyOctets) {
  std::mt19937 random{43};
  const std::string good =
      "url = http://acs.example/\noption_43 = 0103616263\n"
      "option_125 = 00000de9050b03616263\nretry_multiplier = 2000\n";
  for (int i = 0; i < 20'000; ++i) {
    auto text = good;
    for (auto changes = random() % 4; changes > 0; --changes) {
      text[random() % text.size()] = static_cast<char>(random() % 256);
    }
    if (random() % 3 == 0) text.resize(random() % text.size());
    const auto found = read_dhcp_file(text);
    ASSERT_TRUE(found || found.error().starts_with("line "));
  }
}

}  // namespace
}  // namespace lineman::cwmp
