#include "sipcore/dns/dns_reader.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "tests/sipcore/dns/dns_message.hpp"

namespace lineman::sipcore {
namespace {

using Octets = std::vector<std::uint8_t>;

// The name at `offset`; nothing where there is none.
std::optional<std::string> name_at(const Octets& octets, std::size_t offset = 0) {
  DnsReader reader(octets);
  reader.take(offset);
  auto name = reader.name();
  return reader.good() ? std::optional(std::move(name)) : std::nullopt;
}

TEST(DnsReader, ReadsNumbersAndTexts) {
  const Octets octets{1, 2, 3, 4, 5, 6, 7, 2, 'a', 'b'};
  DnsReader reader(octets);
  EXPECT_EQ(reader.u8(), 1);
  EXPECT_EQ(reader.u16(), 0x0203);
  EXPECT_EQ(reader.u32(), 0x0405'0607U);
  EXPECT_EQ(reader.text(), "ab");
  EXPECT_TRUE(reader.good() && reader.at_end());
  EXPECT_EQ(reader.u8(), 0);
  EXPECT_FALSE(reader.good());
}

TEST(DnsReader, ReadsNamesInLowerCase) {
  EXPECT_EQ(name_at(test::wire_name("_Sip._UDP.Example.com")), "_sip._udp.example.com");
  EXPECT_EQ(name_at({0}), "");
}

TEST(DnsReader, WritesOutWhatNoHostNameHas) {
  EXPECT_EQ(name_at({4, 'a', '.', ' ', 0, 1, 0xFF, 0}), "a\\046\\032\\000.\\255");
}

TEST(DnsReader, FollowsPointersBackward) {
  // "b" at 0, "a" and a pointer to it, a pointer to that.
  const Octets octets{1, 'b', 0, 1, 'a', 0xC0, 0, 0xC0, 3};
  EXPECT_EQ(name_at(octets, 3), "a.b");
  EXPECT_EQ(name_at(octets, 7), "a.b");
  DnsReader reader(octets);
  reader.take(3);
  reader.name();
  EXPECT_EQ(reader.name(), "a.b") << "it goes on after the pointer";
  EXPECT_TRUE(reader.at_end());
}

TEST(DnsReader, GoesNotRoundInCircles) {
  EXPECT_FALSE(name_at({0xC0, 0})) << "a pointer to itself";
  EXPECT_FALSE(name_at({0xC0, 2, 0xC0, 0}, 2)) << "two that point at each other";
  EXPECT_FALSE(name_at({1, 'a', 0xC0, 0})) << "a name that begins anew";
  EXPECT_FALSE(name_at({0xC0, 2, 0})) << "forward";
}

TEST(DnsReader, KnowsTheLengthsOfNames) {
  const auto label = std::string(63, 'x');
  EXPECT_TRUE(name_at(test::wire_name(label)));
  EXPECT_FALSE(name_at(test::wire_name(label + "x"))) << "64 octets mean something else";
  // Three labels of 64 octets each, one that fills up, and the root.
  const auto three = label + "." + label + "." + label + ".";
  EXPECT_TRUE(name_at(test::wire_name(three + std::string(61, 'x'))));
  EXPECT_FALSE(name_at(test::wire_name(three + std::string(62, 'x'))));
}

TEST(DnsReader, AddsUpThePartsOfALongName) {
  // Each name is one label and a pointer to the one before: short in the message, long written out.
  Octets octets(test::wire_name(std::string(63, 'x')));
  std::size_t before = 0;
  for (int i = 0; i < 4; ++i) {
    const auto here = octets.size();
    const auto more = test::wire_name(std::string(63, 'x'));
    octets.insert(octets.end(), more.begin(), more.end() - 1);
    octets.push_back(static_cast<std::uint8_t>(0xC0 | before >> 8U));
    octets.push_back(static_cast<std::uint8_t>(before & 0xFFU));
    before = here;
    EXPECT_EQ(name_at(octets, here).has_value(), i < 2) << i;
  }
}

TEST(DnsReader, EndsAPartWhereItEnds) {
  const Octets octets{1, 'b', 0, 2, 'a', 'a', 0, 9};
  DnsReader reader(octets);
  reader.take(3);
  auto whole = reader.part(4);
  EXPECT_EQ(reader.u8(), 9);
  EXPECT_EQ(whole.name(), "aa");
  EXPECT_TRUE(whole.at_end());
  DnsReader again(octets);
  again.take(3);
  auto cut = again.part(3);
  EXPECT_EQ(cut.name(), "");
  EXPECT_FALSE(cut.good());
  EXPECT_TRUE(again.good());
  again.part(3);
  EXPECT_FALSE(again.good());
}

}  // namespace
}  // namespace lineman::sipcore
