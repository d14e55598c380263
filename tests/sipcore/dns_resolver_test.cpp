#include "sipcore/dns/dns_resolver.hpp"

#include <gtest/gtest.h>

#include "tests/sipcore/dns_message.hpp"
#include "tests/support/fake_clock.hpp"

namespace lineman::sipcore {
namespace {

using datamodel::DnsCounter;
using std::chrono::seconds;
using test::DnsMessage;

class ResolverTest : public ::testing::Test {
 public:
  struct Question {
    std::string name;
    std::uint16_t type;
    OnDnsAnswer answer;
  };

  void ask(const std::string& name) {
    queries.push_back(resolver.addresses_of(
        name, [this](const Addresses& addresses) { answers.push_back(addresses); }));
  }
  void answer(const DnsMessage& message) { reply(DnsOutcome::answered, message.octets()); }
  void reply(DnsOutcome outcome, std::span<const std::uint8_t> message = {}) {
    ASSERT_FALSE(questions.empty());
    const auto question = questions.front();
    questions.erase(questions.begin());
    question.answer(outcome, message);
    clock.advance({});
  }
  static std::vector<std::string> texts(const Addresses& addresses) {
    std::vector<std::string> all;
    for (const auto& address : addresses.list) all.push_back(to_string(address));
    return all;
  }

  test::FakeClock clock;
  std::vector<Question> questions;
  DnsResolver resolver{clock,
                       [this](const std::string& name, std::uint16_t type, OnDnsAnswer answer) {
                         questions.push_back({name, type, std::move(answer)});
                       },
                       {.v6 = false}};
  std::vector<std::unique_ptr<Resolver::Query>> queries;
  std::vector<Addresses> answers;
};

TEST_F(ResolverTest, GivesTheAddressesInTheirOrderAndTheShortestTimeToLive) {
  ask("sip.test");
  ASSERT_EQ(questions.size(), 1);
  EXPECT_EQ(questions[0].type, dns_type_a);
  answer(DnsMessage("sip.test", dns_type_a).cname(7).a("192.0.2.2", 60).a("192.0.2.1", 30));
  ASSERT_EQ(answers.size(), 1);
  EXPECT_EQ(texts(answers[0]), (std::vector<std::string>{"192.0.2.2", "192.0.2.1"}));
  EXPECT_EQ(answers[0].expires, clock.now() + seconds(7));
  EXPECT_FALSE(answers[0].stale);
}

TEST_F(ResolverTest, KeepsAnAnswerForItsTime) {
  ask("sip.test");
  answer(DnsMessage("sip.test", dns_type_a).a("192.0.2.1", 30));
  clock.advance(seconds(29));
  ask("sip.test");
  EXPECT_EQ(answers.size(), 1) << "never from within the call";
  clock.advance({});
  EXPECT_EQ(answers.size(), 2);
  EXPECT_TRUE(questions.empty());
  clock.advance(seconds(1));
  ask("sip.test");
  EXPECT_EQ(questions.size(), 1);
  EXPECT_EQ(resolver.counters()[DnsCounter::cache_hits], 1);
  EXPECT_EQ(resolver.counters()[DnsCounter::queries_a], 2);
  EXPECT_EQ(resolver.counters()[DnsCounter::answers], 1);
}

TEST_F(ResolverTest, AsksOnceForManyThatWait) {
  ask("sip.test");
  ask("sip.test");
  EXPECT_EQ(questions.size(), 1);
  queries.erase(queries.begin());
  answer(DnsMessage("sip.test", dns_type_a).a("192.0.2.1", 30));
  EXPECT_EQ(answers.size(), 1) << "the other one lost interest";
}

TEST_F(ResolverTest, BoundsTheTimeToLive) {
  ask("short.test");
  answer(DnsMessage("short.test", dns_type_a).a("192.0.2.1", 0));
  EXPECT_EQ(answers.back().expires, clock.now() + seconds(1));
  ask("long.test");
  answer(DnsMessage("long.test", dns_type_a).a("192.0.2.1", 1'000'000));
  EXPECT_EQ(answers.back().expires, clock.now() + seconds(86'400));
}

TEST_F(ResolverTest, KeepsANegativeAnswerByItsSoa) {
  ask("none.test");
  answer(DnsMessage("none.test", dns_type_a).soa(300, 20));
  EXPECT_TRUE(answers.back().list.empty());
  EXPECT_EQ(answers.back().expires, clock.now() + seconds(20));
  ask("none.test");
  clock.advance({});
  EXPECT_TRUE(questions.empty());
  EXPECT_EQ(resolver.counters()[DnsCounter::nxdomain], 1);
  EXPECT_EQ(resolver.counters()[DnsCounter::cache_hits], 1);
}

TEST_F(ResolverTest, IsAsPatientAsItIsTold) {
  resolver.set_patience(seconds(1), 1);
  ask("sip.test");
  reply(DnsOutcome::silent);
  clock.advance(seconds(1));
  ASSERT_EQ(questions.size(), 1);
  reply(DnsOutcome::silent);
  EXPECT_TRUE(questions.empty());
  clock.advance({});
  EXPECT_EQ(answers.size(), 1);
}

TEST_F(ResolverTest, AsksAgainAsOftenAsItIsTold) {
  ask("sip.test");
  clock.advance(seconds(1));
  reply(DnsOutcome::silent);
  clock.advance(seconds(2) - std::chrono::milliseconds(1));
  EXPECT_TRUE(questions.empty()) << "every query_timeout, however soon the network says no";
  clock.advance(std::chrono::milliseconds(1));
  reply(DnsOutcome::silent);
  clock.advance(seconds(3));
  EXPECT_TRUE(answers.empty());
  reply(DnsOutcome::silent);
  EXPECT_TRUE(questions.empty());
  ASSERT_EQ(answers.size(), 1);
  EXPECT_TRUE(answers[0].list.empty());
  EXPECT_EQ(resolver.counters()[DnsCounter::timeouts], 3);
}

TEST_F(ResolverTest, GoesOnWithAnExpiredListWhileNobodyAnswers) {
  ask("sip.test");
  answer(DnsMessage("sip.test", dns_type_a).a("192.0.2.1", 30));
  clock.advance(seconds(31));
  ask("sip.test");
  reply(DnsOutcome::failed);
  EXPECT_EQ(texts(answers.back()), (std::vector<std::string>{"192.0.2.1"}));
  EXPECT_TRUE(answers.back().stale);
  EXPECT_EQ(resolver.counters()[DnsCounter::servfail], 1);
  EXPECT_EQ(resolver.counters()[DnsCounter::stale_uses], 1);
  ask("sip.test");
  clock.advance({});
  EXPECT_EQ(resolver.counters()[DnsCounter::stale_uses], 2);
  // A negative answer is an answer: the list is gone.
  clock.advance(stale_ttl);
  ask("sip.test");
  answer(DnsMessage("sip.test", dns_type_a).soa(10, 10));
  EXPECT_TRUE(answers.back().list.empty());
}

TEST_F(ResolverTest, TakesNonsenseForAFailure) {
  ask("sip.test");
  const std::vector<std::uint8_t> nonsense(11, 0xFF);
  reply(DnsOutcome::answered, nonsense);
  EXPECT_TRUE(answers.back().list.empty());
  EXPECT_EQ(resolver.counters()[DnsCounter::servfail], 1);
}

TEST_F(ResolverTest, KeepsABoundedNumberOfNames) {
  for (std::size_t i = 0; i <= most_cached_names; ++i) {
    const auto name = "host" + std::to_string(i) + ".test";
    ask(name);
    answer(DnsMessage(name, dns_type_a).a("192.0.2.1", static_cast<std::uint32_t>(100 + i)));
  }
  ask("host0.test");
  EXPECT_EQ(questions.size(), 1) << "it would have ended first";
  ask("host1.test");
  clock.advance({});
  EXPECT_EQ(questions.size(), 1);
}

class BothFamiliesTest : public ResolverTest {
 public:
  BothFamiliesTest() {
    both = std::make_unique<DnsResolver>(
        clock,
        [this](const std::string& name, std::uint16_t type, OnDnsAnswer answer) {
          questions.push_back({name, type, std::move(answer)});
        },
        DnsSettings{});
    queries.push_back(both->addresses_of(
        "sip.test", [this](const Addresses& found) { answers.push_back(found); }));
  }
  ~BothFamiliesTest() override { queries.clear(); }

  std::unique_ptr<DnsResolver> both;
};

TEST_F(BothFamiliesTest, PutsIpv4First) {
  ASSERT_EQ(questions.size(), 2);
  std::swap(questions[0], questions[1]);
  answer(DnsMessage("sip.test", dns_type_aaaa).aaaa("2001:db8::1", 20));
  EXPECT_TRUE(answers.empty());
  answer(DnsMessage("sip.test", dns_type_a).a("192.0.2.1", 30));
  EXPECT_EQ(texts(answers.back()), (std::vector<std::string>{"192.0.2.1", "2001:db8::1"}));
  EXPECT_EQ(answers.back().expires, clock.now() + seconds(20));
}

// Name servers that drop questions for AAAA must not hold up a phone.
TEST_F(BothFamiliesTest, DoesNotWaitForASilentFamily) {
  answer(DnsMessage("sip.test", dns_type_a).a("192.0.2.1", 30));
  clock.advance(second_family_wait - std::chrono::milliseconds(1));
  EXPECT_TRUE(answers.empty());
  clock.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(texts(answers.back()), (std::vector<std::string>{"192.0.2.1"}));
  reply(DnsOutcome::silent);  // too late, and no harm
  EXPECT_EQ(answers.size(), 1);
}

TEST_F(BothFamiliesTest, TakesOneFamilyWhereTheOtherHasNothing) {
  answer(DnsMessage("sip.test", dns_type_a).soa(30, 30));
  answer(DnsMessage("sip.test", dns_type_aaaa).aaaa("2001:db8::1", 20));
  EXPECT_EQ(texts(answers.back()), (std::vector<std::string>{"2001:db8::1"}));
}

TEST(DnsAnswer, IsNothingWhereItIsCutShort) {
  const auto whole =
      DnsMessage("sip.test", dns_type_a).cname(7).a("192.0.2.1", 60).soa(5, 5).octets();
  EXPECT_TRUE(parse_dns_answer(whole, dns_type_a));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_FALSE(parse_dns_answer(std::span(whole).first(length), dns_type_a)) << length;
  }
}

TEST(DnsAnswer, SkipsWhatIsOfAnotherKind) {
  const auto message =
      DnsMessage("sip.test", dns_type_a).aaaa("2001:db8::1", 5).a("192.0.2.1", 60).octets();
  const auto answer = parse_dns_answer(message, dns_type_a);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->addresses.size(), 1);
  EXPECT_EQ(answer->ttl, 60);
}

}  // namespace
}  // namespace lineman::sipcore
