#include "sipcore/dns/dns_answer.hpp"

#include <gtest/gtest.h>

#include "tests/sipcore/dns/dns_message.hpp"

namespace lineman::sipcore {
namespace {

using test::DnsMessage;
using Octets = std::vector<std::uint8_t>;

constexpr std::uint16_t type_txt = 16;

std::optional<DnsAnswer> parse(const DnsMessage& message, std::uint16_t type,
                               const std::string& name = "sip.test") {
  return parse_dns_answer(message.octets(), name, type);
}

TEST(DnsAnswer, GivesAddresses) {
  const auto answer =
      parse(DnsMessage("sip.test", dns_type_aaaa).aaaa("2001:db8::2", 60).aaaa("2001:db8::1", 30),
            dns_type_aaaa);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->records.addresses,
            (std::vector{*parse_ip("2001:db8::2"), *parse_ip("2001:db8::1")}));
  EXPECT_EQ(answer->ttl, 30);
  EXPECT_FALSE(answer->negative_ttl);
}

TEST(DnsAnswer, GivesServices) {
  const auto answer = parse(DnsMessage("sip.test", dns_type_srv)
                                .srv({10, 60, 5060, "Big.Example.COM."}, 60)
                                .srv({0xFFFF, 0xFFFE, 0xFFFD, ""}, 60),
                            dns_type_srv);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->records.services, (std::vector<SrvRecord>{{10, 60, 5060, "big.example.com"},
                                                              {0xFFFF, 0xFFFE, 0xFFFD, ""}}));
}

TEST(DnsAnswer, GivesPointers) {
  const auto answer = parse(DnsMessage("sip.test", dns_type_naptr)
                                .naptr({10, 50, "S", "SIPS+D2T", "", "_sips._tcp.sip.test"}, 60)
                                .naptr({20, 50, "u", "E2U+sip", "!^.*$!sip:A@b!", ""}, 60),
                            dns_type_naptr);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->records.pointers,
            (std::vector<NaptrRecord>{{10, 50, "s", "sips+d2t", "", "_sips._tcp.sip.test"},
                                      {20, 50, "u", "e2u+sip", "!^.*$!sip:A@b!", ""}}));
}

TEST(DnsAnswer, ReadsTargetsThatPointIntoTheMessage) {
  // "a" and a pointer to the question's name.
  const Octets data{0, 1, 0, 2, 0x13, 0xC4, 1, 'a', 0xC0, 0x0C};
  const auto answer =
      parse(DnsMessage("sip.test", dns_type_srv).record(dns_type_srv, 60, data), dns_type_srv);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->records.services, (std::vector<SrvRecord>{{1, 2, 5060, "a.sip.test"}}));
}

TEST(DnsAnswer, TakesTheSmallestTimeToLiveOfTheChain) {
  const auto answer = parse(DnsMessage("sip.test", dns_type_a)
                                .cname("one.test", 50)
                                .cname("two.test", 7)
                                .a("192.0.2.1", 60)
                                .a("192.0.2.2", 40),
                            dns_type_a);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->records.addresses.size(), 2);
  EXPECT_EQ(answer->ttl, 7);
}

// Name servers add what was not asked for; an attacker too.
TEST(DnsAnswer, TakesTheChainOfTheAskedNameAlone) {
  const auto answer = parse(DnsMessage("sip.test", dns_type_a)
                                .owner("bank.test")
                                .a("192.0.2.66", 1)
                                .owner("elsewhere.test")
                                .cname("x.test", 1)
                                .a("192.0.2.67", 1)
                                .owner("SIP.test")
                                .a("192.0.2.1", 60),
                            dns_type_a);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->records.addresses, std::vector{*parse_ip("192.0.2.1")});
  EXPECT_EQ(answer->ttl, 60);
}

TEST(DnsAnswer, FollowsAliasesInAnyOrder) {
  const auto answer = parse(DnsMessage("sip.test", dns_type_a)
                                .owner("real.test")
                                .a("192.0.2.1", 60)
                                .owner("sip.test")
                                .cname("Real.Test", 30),
                            dns_type_a);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->records.addresses.size(), 1);
  EXPECT_EQ(answer->ttl, 30);
}

TEST(DnsAnswer, IsNothingWhereAliasesGoRoundInCircles) {
  DnsMessage circle("sip.test", dns_type_a);
  circle.cname("other.test", 60).cname("sip.test", 60).a("192.0.2.1", 60);
  EXPECT_TRUE(parse(circle, dns_type_a)) << "that name has an address";
  DnsMessage endless("sip.test", dns_type_a);
  endless.cname("other.test", 60).cname("sip.test", 60);
  EXPECT_FALSE(parse(endless, dns_type_a));
}

TEST(DnsAnswer, FollowsABoundedNumberOfAliases) {
  const auto chain = [](std::size_t aliases) {
    DnsMessage message("a0.test", dns_type_a);
    for (std::size_t i = 1; i <= aliases; ++i) message.cname("a" + std::to_string(i) + ".test", 60);
    return message.a("192.0.2.1", 60);
  };
  EXPECT_TRUE(parse(chain(most_dns_aliases), dns_type_a, "a0.test"));
  EXPECT_FALSE(parse(chain(most_dns_aliases + 1), dns_type_a, "a0.test"));
}

TEST(DnsAnswer, TakesABoundedNumberOfRecords) {
  DnsMessage message("sip.test", dns_type_srv);
  for (std::uint16_t i = 0; i < 100; ++i) message.srv({i, 0, 5060, "a.test"}, 60);
  const auto answer = parse(message, dns_type_srv);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->records.size(), most_dns_records);
}

TEST(DnsAnswer, SaysHowLongNothingIsThere) {
  auto answer = parse(DnsMessage("sip.test", dns_type_srv).soa(300, 20), dns_type_srv);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->negative_ttl, 20) << "the minimum of the SOA record";
  answer = parse(DnsMessage("sip.test", dns_type_srv).soa(15, 20), dns_type_srv);
  EXPECT_EQ(answer->negative_ttl, 15) << "or its own time to live";
  answer =
      parse(DnsMessage("sip.test", dns_type_srv).cname("other.test", 5).soa(300, 20), dns_type_srv);
  EXPECT_EQ(answer->negative_ttl, 5) << "or that of the alias to what is not there";
  answer = parse(DnsMessage("sip.test", dns_type_srv), dns_type_srv);
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->negative_ttl);
}

TEST(DnsAnswer, TakesATimeToLiveWithTheHighestBitForZero) {
  const auto answer =
      parse(DnsMessage("sip.test", dns_type_a).a("192.0.2.1", 0x8000'0000U), dns_type_a);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->ttl, 0);
}

TEST(DnsAnswer, IsNothingWhereItIsCutShort) {
  const auto whole = DnsMessage("sip.test", dns_type_naptr)
                         .cname("other.test", 7)
                         .naptr({10, 50, "s", "SIP+D2U", "", "_sip._udp.sip.test"}, 60)
                         .srv({1, 2, 3, "a.test"}, 60)
                         .soa(5, 5)
                         .octets();
  EXPECT_TRUE(parse_dns_answer(whole, "sip.test", dns_type_naptr));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(parse_dns_answer(std::span(whole).first(length), "sip.test", dns_type_naptr))
        << length;
  }
}

TEST(DnsAnswer, SkipsWhatIsOfAnotherKind) {
  const auto answer = parse(DnsMessage("sip.test", dns_type_a)
                                .aaaa("2001:db8::1", 5)
                                .record(type_txt, 5, Octets{1, 'x'})
                                .a("192.0.2.1", 60),
                            dns_type_a);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->records.size(), 1);
  EXPECT_EQ(answer->ttl, 60);
}

// The data of one record ends where its length says, whatever follows it.
TEST(DnsAnswer, SkipsRecordsWhoseDataIsNone) {
  const auto records_of = [](std::uint16_t type, const Octets& data) {
    const auto answer = parse(
        DnsMessage("sip.test", type).record(type, 60, data).record(type_txt, 60, Octets(40)), type);
    return answer ? static_cast<int>(answer->records.size()) : -1;
  };
  EXPECT_EQ(records_of(dns_type_a, {192, 0, 2, 1}), 1);
  EXPECT_EQ(records_of(dns_type_a, {192, 0, 2}), 0);
  EXPECT_EQ(records_of(dns_type_a, {192, 0, 2, 1, 1}), 0);
  EXPECT_EQ(records_of(dns_type_srv, {0, 1, 0, 2, 0, 3, 1, 'a', 0}), 1);
  EXPECT_EQ(records_of(dns_type_srv, {0, 1, 0, 2, 0, 3, 1, 'a', 0, 0}), 0) << "more than a name";
  EXPECT_EQ(records_of(dns_type_srv, {0, 1, 0, 2, 0, 3, 1, 'a'}), 0) << "a name without an end";
  EXPECT_EQ(records_of(dns_type_srv, {0, 1, 0, 2, 0, 3}), 0) << "no name";
  EXPECT_EQ(records_of(dns_type_srv, {0, 1, 0, 2, 0, 3, 0xC0}), 0) << "half a pointer";
  EXPECT_EQ(records_of(dns_type_srv, {0, 1, 0, 2, 0, 3, 0xFF, 0xFF}), 0) << "beyond the message";
  EXPECT_EQ(records_of(dns_type_naptr, {0, 1, 0, 2, 1, 's', 1, 'x', 0, 0}), 1);
  EXPECT_EQ(records_of(dns_type_naptr, {0, 1, 0, 2, 9, 's', 1, 'x', 0, 0}), 0) << "a long text";
  EXPECT_EQ(records_of(dns_type_naptr, {0, 1, 0, 2, 1, 's'}), 0);
}

}  // namespace
}  // namespace lineman::sipcore
