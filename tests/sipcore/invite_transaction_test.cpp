#include "tests/sipcore/transaction_fixture.hpp"

namespace lineman::sipcore {
namespace {

using datamodel::Method;
using datamodel::MethodCounter;
using std::chrono::milliseconds;
using std::chrono::seconds;

class InviteTransactionTest : public test::TransactionFixture {
 public:
  std::unique_ptr<Transactions::Pending> start(const Patience& patience) {
    const RequestForm form{.method = "INVITE",
                           .uri = "sip:1002@sip.test",
                           .branch = "z9hG4bK1",
                           .from = "<sip:1001@sip.test>",
                           .from_tag = "tag",
                           .to = "<sip:1002@sip.test>",
                           .call_id = "call"};
    end.reset();
    begin = clock.now();
    return table.start_invite(transport.open(target, "").value(), form, patience, counters,
                              {.ended = on_end()});
  }
  static Response response(unsigned status) {
    auto answer = response_to("INVITE", status);
    answer.to = "<sip:1002@sip.test>;tag=peer";
    answer.to_tag = "peer";
    return answer;
  }
  std::uint64_t count(MethodCounter counter) { return counters[Method::invite][counter]; }
};

// To the millisecond, with so many resends: the heart of invite_retry_counts.
TEST_F(InviteTransactionTest, SendsAndGivesUpAsInviteRetryCountsSays) {
  for (const auto t1 : {milliseconds(500), milliseconds(70), milliseconds(3000)}) {
    for (unsigned resends = 0; resends <= 20; ++resends) {
      transport.sent.clear();
      const Patience patience{.timers = {.t1 = t1, .t2 = t1 * 2}, .resends = resends};
      const auto pending = start(patience);
      clock.advance(invite_give_up_time(patience) - milliseconds(1));
      EXPECT_FALSE(end) << resends;
      clock.advance(milliseconds(1));
      ASSERT_TRUE(end) << resends;
      EXPECT_TRUE(std::holds_alternative<TimedOut>(*end));
      EXPECT_EQ(transport.sent.size(), std::min(resends, 6U) + 1) << resends;
      clock.advance(std::chrono::minutes(10));
      EXPECT_EQ(transport.sent.size(), std::min(resends, 6U) + 1) << "nothing after the end";
    }
  }
}

TEST_F(InviteTransactionTest, GivesTheLastTargetAllTheTimeOfTheStandard) {
  const auto pending = start({.resends = 0, .last = true});
  clock.advance(seconds(40));
  EXPECT_EQ(ended_at, seconds(32));
  using ms = milliseconds;
  EXPECT_EQ(times(),
            (std::vector<ms>{ms(0), ms(500), ms(1500), ms(3500), ms(7500), ms(15500), ms(31500)}));
}

TEST_F(InviteTransactionTest, SendsNothingAgainOverAConnection) {
  for (const auto protocol : {Protocol::tcp, Protocol::tls}) {
    target.protocol = protocol;
    transport.sent.clear();
    const auto pending = start({.resends = 3});
    clock.advance(seconds(10));
    EXPECT_EQ(ended_at, milliseconds(7500));
    EXPECT_EQ(transport.sent.size(), 1);
  }
}

TEST_F(InviteTransactionTest, WaitsForEverOnceItWasHeard) {
  const auto pending = start({.resends = 3});
  clock.advance(milliseconds(1000));
  EXPECT_EQ(table.received(target, response(100)), Transactions::Match::taken);
  clock.advance(std::chrono::hours(1));
  EXPECT_FALSE(end) << "timer C is the caller's";
  EXPECT_EQ(transport.sent.size(), 2) << "nothing is sent again";
  EXPECT_EQ(count(MethodCounter::in_flight), 1);
  pending->end_at(clock.now() + seconds(32));
  clock.advance(seconds(32));
  EXPECT_TRUE(std::holds_alternative<TimedOut>(end.value()));
  EXPECT_EQ(count(MethodCounter::timeouts), 1);
}

TEST_F(InviteTransactionTest, AcknowledgesARefusalAsOftenAsItComes) {
  const auto pending = start({});
  EXPECT_EQ(table.received(target, response(486)), Transactions::Match::taken);
  ASSERT_EQ(transport.sent.size(), 2);
  const auto ack = transport.sent.back().text;
  EXPECT_TRUE(ack.starts_with("ACK sip:1002@sip.test SIP/2.0\r\n")) << ack;
  EXPECT_EQ(test::field(ack, "CSeq"), "1 ACK");
  EXPECT_EQ(test::field(ack, "Via"), test::field(transport.sent.front().text, "Via"));
  EXPECT_EQ(test::field(ack, "To"), "<sip:1002@sip.test>;tag=peer");
  clock.advance(acks_are_kept);
  EXPECT_EQ(table.received(target, response(486)), Transactions::Match::absorbed);
  EXPECT_EQ(transport.sent.back().text, ack);
  EXPECT_EQ(transport.sent.size(), 3);
  EXPECT_EQ(count(MethodCounter::responses_4xx), 1);
  clock.advance(milliseconds(1));
  EXPECT_EQ(table.received(target, response(486)), Transactions::Match::none);
}

TEST_F(InviteTransactionTest, LeavesEverySuccessToItsCaller) {
  const auto pending = start({});
  EXPECT_EQ(table.received(target, response(200)), Transactions::Match::taken);
  EXPECT_EQ(std::get<Answered>(end.value()).response.to_tag, "peer");
  EXPECT_EQ(table.received(target, response(200)), Transactions::Match::none);
  EXPECT_EQ(transport.sent.size(), 1) << "no ACK from here";
  EXPECT_EQ(count(MethodCounter::responses_2xx), 1);
}

TEST_F(InviteTransactionTest, TellsItselfFromTheCancelOfItsBranch) {
  const auto pending = start({});
  auto answer = response(200);
  answer.method = "CANCEL";
  EXPECT_EQ(table.received(target, answer), Transactions::Match::none);
  EXPECT_FALSE(end);
}

}  // namespace
}  // namespace lineman::sipcore
