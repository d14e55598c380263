#include "sipcore/dns/dns_resolver.hpp"

#include <gtest/gtest.h>

#include "tests/sipcore/dns/dns_message.hpp"
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
  answer(DnsMessage("sip.test", dns_type_a)
             .cname("other.test", 7)
             .a("192.0.2.2", 60)
             .a("192.0.2.1", 30));
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

TEST_F(ResolverTest, AsksForServicesAndPointers) {
  std::vector<Services> services;
  std::vector<Pointers> pointers;
  queries.push_back(resolver.services_of(
      "_sip._udp.sip.test", [&](const Services& found) { services.push_back(found); }));
  queries.push_back(
      resolver.pointers_of("sip.test", [&](const Pointers& found) { pointers.push_back(found); }));
  ASSERT_EQ(questions.size(), 2);
  EXPECT_EQ(questions[0].type, dns_type_srv);
  EXPECT_EQ(questions[1].type, dns_type_naptr);
  answer(DnsMessage("_sip._udp.sip.test", dns_type_srv).srv({1, 2, 5060, "a.sip.test"}, 30));
  answer(DnsMessage("sip.test", dns_type_naptr)
             .naptr({1, 2, "s", "SIP+D2U", "", "_sip._udp.sip.test"}, 20));
  ASSERT_EQ(services.size(), 1);
  EXPECT_EQ(services[0].list, (std::vector<SrvRecord>{{1, 2, 5060, "a.sip.test"}}));
  EXPECT_EQ(services[0].expires, clock.now() + seconds(30));
  ASSERT_EQ(pointers.size(), 1);
  EXPECT_EQ(pointers[0].list,
            (std::vector<NaptrRecord>{{1, 2, "s", "sip+d2u", "", "_sip._udp.sip.test"}}));
  EXPECT_EQ(pointers[0].expires, clock.now() + seconds(20));
  EXPECT_EQ(resolver.counters()[DnsCounter::queries_srv], 1);
  EXPECT_EQ(resolver.counters()[DnsCounter::queries_naptr], 1);
  EXPECT_EQ(resolver.counters()[DnsCounter::queries_a], 0);
}

TEST_F(ResolverTest, KeepsEachKindOfRecordApart) {
  ask("sip.test");
  answer(DnsMessage("sip.test", dns_type_a).a("192.0.2.1", 30));
  queries.push_back(resolver.services_of("sip.test", [](const Services&) {}));
  EXPECT_EQ(questions.size(), 1);
}

TEST_F(ResolverTest, TakesNamesOfAnyCaseForOne) {
  ask("SIP.Test.");
  ASSERT_EQ(questions.size(), 1);
  EXPECT_EQ(questions[0].name, "sip.test");
  answer(DnsMessage("sip.test", dns_type_a).a("192.0.2.1", 30));
  ask("sip.TEST");
  clock.advance({});
  EXPECT_EQ(answers.size(), 2);
  EXPECT_TRUE(questions.empty());
}

// Once nobody answered, what is known of other names does without a wait, and is asked for all the
// same.
TEST_F(ResolverTest, WaitsOnceForDeadServers) {
  for (const auto* name : {"a.test", "b.test"}) {
    ask(name);
    answer(DnsMessage(name, dns_type_a).a("192.0.2.1", 30));
  }
  resolver.set_patience(seconds(3), 0);
  clock.advance(seconds(30));
  ask("a.test");
  reply(DnsOutcome::silent);
  EXPECT_TRUE(answers.back().stale);
  ask("b.test");
  clock.advance({});
  ASSERT_EQ(answers.size(), 4);
  EXPECT_TRUE(answers.back().stale);
  EXPECT_EQ(resolver.counters()[DnsCounter::stale_uses], 2);
  ASSERT_EQ(questions.size(), 1);
  answer(DnsMessage("b.test", dns_type_a).a("192.0.2.2", 30));
  EXPECT_EQ(answers.size(), 4) << "told once";
  ask("b.test");
  clock.advance({});
  EXPECT_EQ(texts(answers.back()), (std::vector<std::string>{"192.0.2.2"}));
  EXPECT_FALSE(answers.back().stale);
  ask("new.test");
  clock.advance({});
  EXPECT_EQ(answers.size(), 5) << "of which nothing is known";
}

TEST_F(ResolverTest, ForgetsFailuresWithTheNetwork) {
  ask("none.test");
  answer(DnsMessage("none.test", dns_type_a).soa(300, 300));
  ask("sip.test");
  answer(DnsMessage("sip.test", dns_type_a).a("192.0.2.1", 30));
  ask("good.test");
  answer(DnsMessage("good.test", dns_type_a).a("192.0.2.1", 300));
  clock.advance(seconds(30));
  ask("sip.test");
  reply(DnsOutcome::failed);
  EXPECT_TRUE(answers.back().stale);
  resolver.forget_failures();
  ask("none.test");
  ask("sip.test");
  ask("good.test");
  EXPECT_EQ(questions.size(), 2) << "what somebody answered and still holds stands";
  reply(DnsOutcome::failed);
  reply(DnsOutcome::failed);
  EXPECT_EQ(texts(answers.back()), (std::vector<std::string>{"192.0.2.1"})) << "it was not lost";
}

// Other servers: those that were asked will not answer any more.
TEST_F(ResolverTest, AsksAnewWhatIsUnderWay) {
  ask("sip.test");
  ASSERT_EQ(questions.size(), 1);
  const auto late = questions.front();
  resolver.forget_failures();
  ASSERT_EQ(questions.size(), 2);
  late.answer(DnsOutcome::failed, {});
  clock.advance({});
  EXPECT_TRUE(answers.empty()) << "who was asked before has no say";
  questions.erase(questions.begin());
  answer(DnsMessage("sip.test", dns_type_a).a("192.0.2.1", 30));
  EXPECT_EQ(texts(answers.back()), (std::vector<std::string>{"192.0.2.1"}));
}

TEST_F(ResolverTest, HasAllItsTriesWhenItAsksAnew) {
  resolver.set_patience(seconds(1), 1);
  ask("sip.test");
  reply(DnsOutcome::silent);
  clock.advance(seconds(1));
  resolver.forget_failures();
  questions.erase(questions.begin());
  reply(DnsOutcome::silent);
  clock.advance(seconds(1));
  ASSERT_EQ(questions.size(), 1);
  reply(DnsOutcome::silent);
  EXPECT_EQ(answers.size(), 1);
}

}  // namespace
}  // namespace lineman::sipcore
