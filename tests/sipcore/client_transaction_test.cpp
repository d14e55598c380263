#include "sipcore/transaction/outgoing_transaction.hpp"

#include "tests/sipcore/transaction_fixture.hpp"

namespace lineman::sipcore {
namespace {

using datamodel::Method;
using datamodel::MethodCounter;
using std::chrono::milliseconds;

class TransactionTest : public test::TransactionFixture {
 public:
  std::unique_ptr<Transactions::Pending> start(const Patience& patience,
                                               const std::string& branch = "z9hG4bK1") {
    OutgoingRequest request{.link = transport.open(target, "").value(),
                            .method = Method::register_,
                            .method_text = "REGISTER",
                            .branch = branch,
                            .call_id = "call",
                            .from_tag = "tag",
                            .cseq = 1,
                            .text = "REGISTER " + branch};
    return table.start(std::move(request), patience, counters, {.ended = on_end()});
  }
  static Response response(unsigned status) { return response_to("REGISTER", status); }
  std::uint64_t count(MethodCounter counter) { return counters[Method::register_][counter]; }
};

// To the millisecond, with so many resends: the heart of retry_counts.
TEST_F(TransactionTest, SendsAndGivesUpAsRetryCountsSays) {
  for (unsigned resends = 0; resends <= 20; ++resends) {
    transport.sent.clear();
    end.reset();
    begin = clock.now();
    const Patience patience{.resends = resends};
    const auto pending = start(patience);
    clock.advance(give_up_time(patience) - milliseconds(1));
    EXPECT_FALSE(end) << resends;
    clock.advance(milliseconds(1));
    ASSERT_TRUE(end) << resends;
    EXPECT_TRUE(std::holds_alternative<TimedOut>(*end));
    EXPECT_EQ(ended_at, give_up_time(patience));
    EXPECT_EQ(transport.sent.size(), std::min(resends, 10U) + 1) << resends;
    clock.advance(std::chrono::minutes(2));
    EXPECT_EQ(transport.sent.size(), std::min(resends, 10U) + 1) << "nothing after the end";
  }
}

// RFC 3261, 17.1.2.2: a reliable transport resends by itself; the time covers the connection too.
TEST_F(TransactionTest, SendsOnceOverAStream) {
  for (const auto protocol : {Protocol::tcp, Protocol::tls}) {
    target.protocol = protocol;
    transport.sent.clear();
    transport.withdrawn.clear();
    end.reset();
    begin = clock.now();
    const auto pending = start({.resends = 3});
    clock.advance(milliseconds(7499));
    EXPECT_FALSE(end);
    EXPECT_TRUE(transport.withdrawn.empty());
    clock.advance(milliseconds(1));
    ASSERT_TRUE(end);
    EXPECT_TRUE(std::holds_alternative<TimedOut>(*end));
    EXPECT_EQ(transport.sent.size(), 1);
    EXPECT_EQ(transport.withdrawn, std::deque<std::string>{transport.sent[0].text});
  }
  EXPECT_EQ(count(MethodCounter::retransmissions), 0);
}

TEST_F(TransactionTest, TakesAnAbandonedRequestBack) {
  target.protocol = Protocol::tcp;
  auto pending = start({});
  pending.reset();
  EXPECT_EQ(transport.withdrawn.size(), 1);
  EXPECT_EQ(count(MethodCounter::abandoned), 1);
}

TEST_F(TransactionTest, GivesTheLastTargetAllTheTimeOfTheStandard) {
  const auto pending = start({.resends = 0, .last = true});
  clock.advance(std::chrono::seconds(40));
  EXPECT_EQ(ended_at, std::chrono::seconds(32));
  using ms = milliseconds;
  EXPECT_EQ(times(), (std::vector<ms>{ms(0), ms(500), ms(1500), ms(3500), ms(7500), ms(11500),
                                      ms(15500), ms(19500), ms(23500), ms(27500), ms(31500)}));
  EXPECT_EQ(count(MethodCounter::retransmissions), 10);
  EXPECT_EQ(count(MethodCounter::timeouts), 1);
  EXPECT_EQ(count(MethodCounter::in_flight), 0);
}

TEST_F(TransactionTest, CountsOneRequestHoweverOftenItIsSent) {
  auto pending = start({});
  clock.advance(std::chrono::seconds(2));
  EXPECT_EQ(count(MethodCounter::requests_out), 1);
  EXPECT_EQ(count(MethodCounter::retransmissions), 2);
  EXPECT_EQ(count(MethodCounter::in_flight), 1);
  pending.reset();
  EXPECT_EQ(count(MethodCounter::abandoned), 1);
  EXPECT_EQ(count(MethodCounter::in_flight), 0);
  clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(transport.sent.size(), 3);
}

TEST_F(TransactionTest, GoesOnSlowlyAfterAProvisionalResponseAndGivesUpAllTheSame) {
  const auto pending = start({.resends = 3});
  EXPECT_EQ(table.received(target, response(100)), Transactions::Match::taken);
  clock.advance(std::chrono::seconds(10));
  EXPECT_EQ(ended_at, milliseconds(7500));
  EXPECT_EQ(times(),
            (std::vector<milliseconds>{milliseconds(0), milliseconds(500), milliseconds(4500)}));
}

TEST_F(TransactionTest, MeasuresTheRoundTripOfWhatWasSentOnce) {
  auto pending = start({});
  clock.advance(milliseconds(123));
  table.received(target, response(200));
  EXPECT_EQ(std::get<Answered>(end.value()).round_trip, milliseconds(123));
  pending = start({});
  clock.advance(milliseconds(600));
  table.received(target, response(200));
  EXPECT_FALSE(std::get<Answered>(end.value()).round_trip)
      << "nobody knows which sending was answered";
}

TEST_F(TransactionTest, ToldOfATransportErrorOnlyForItsTarget) {
  const auto pending = start({});
  auto other = target;
  other.port = 5070;
  const auto other_link = transport.open(other, "").value();
  table.failed(*other_link, {TransportFailure::icmp, "unreachable"});
  EXPECT_FALSE(end);
  table.failed(*transport.open(target, "").value(), {TransportFailure::icmp, "unreachable"});
  EXPECT_EQ(std::get<TransportError>(end.value()).sentence, "unreachable");
  EXPECT_EQ(count(MethodCounter::transport_failures), 1);
  EXPECT_EQ(counters[datamodel::ServerCounter::icmp_errors], 1);
}

TEST_F(TransactionTest, EndsAllRequestsToATargetThatIsGone) {
  const auto first = start({}, "z9hG4bK1");
  const auto second = start({}, "z9hG4bK2");
  table.failed(*transport.open(target, "").value(), {TransportFailure::icmp, "unreachable"});
  EXPECT_EQ(count(MethodCounter::transport_failures), 2);
}

// An error of the very first send ends it from the loop, never from within start().
TEST_F(TransactionTest, FailsFromTheLoopWhereNothingCanBeSent) {
  transport.unsendable.insert(target);
  const auto pending = start({});
  EXPECT_FALSE(end);
  clock.advance({});
  EXPECT_TRUE(std::holds_alternative<TransportError>(end.value()));
  EXPECT_EQ(counters[datamodel::ServerCounter::send_failures], 1);
  EXPECT_EQ(clock.armed(), 0);
}

TEST_F(TransactionTest, AbsorbsRepeatedAnswersForT4) {
  const auto pending = start({});
  table.received(target, response(200));
  EXPECT_EQ(table.received(target, response(200)), Transactions::Match::absorbed);
  clock.advance(std::chrono::seconds(5));
  EXPECT_EQ(table.received(target, response(200)), Transactions::Match::absorbed);
  clock.advance(milliseconds(1));
  EXPECT_EQ(table.received(target, response(200)), Transactions::Match::none);
  EXPECT_EQ(count(MethodCounter::responses_2xx), 1);
}

TEST_F(TransactionTest, RemembersABoundedNumberOfAnswers) {
  for (std::size_t i = 0; i <= most_absorbed; ++i) {
    const auto branch = "z9hG4bK" + std::to_string(i);
    const auto pending = start({}, branch);
    auto answer = response(200);
    answer.branch = branch;
    EXPECT_EQ(table.received(target, answer), Transactions::Match::taken);
  }
  auto oldest = response(200);
  oldest.branch = "z9hG4bK0";
  EXPECT_EQ(table.received(target, oldest), Transactions::Match::none);
  oldest.branch = "z9hG4bK1";
  EXPECT_EQ(table.received(target, oldest), Transactions::Match::absorbed);
}

}  // namespace
}  // namespace lineman::sipcore
