#include "sipcore/transaction/incoming.hpp"

#include <gtest/gtest.h>

#include "tests/sipcore/fake_network.hpp"

namespace lineman::sipcore {
namespace {

using Arrival = Incoming::Arrival;
using std::chrono::milliseconds;
using std::chrono::seconds;

class IncomingTest : public ::testing::Test {
 public:
  Inbound request(const std::string& method, const std::string& branch, std::uint32_t cseq = 1) {
    Inbound inbound{.from = peer};
    inbound.request.method = method;
    inbound.request.branch = branch;
    inbound.request.via_host = "192.0.2.1";
    inbound.request.vias = "Via: SIP/2.0/UDP 192.0.2.1;branch=" + branch + "\r\n";
    inbound.request.cseq = cseq;
    inbound.request.call_id = "call " + branch;
    inbound.request.from_tag = "f";
    return inbound;
  }
  std::size_t replies() const { return transport.replies.size(); }

  test::FakeClock clock;
  test::FakeTransport transport{clock};
  SipTimers timers{};
  Target peer{.address = parse_ip("192.0.2.1").value(), .port = 5060};
  TrafficMeter meter;
  Incoming incoming{clock, transport, timers, meter};
};

TEST_F(IncomingTest, RepeatsARefusalAsTimersGAndHSay) {
  const auto invite = request("INVITE", "1");
  EXPECT_EQ(incoming.arrived(invite), Arrival::fresh);
  incoming.answer(invite, {.status = 486, .to_tag = "t"});
  clock.advance(seconds(40));
  std::vector<milliseconds> gaps;
  for (std::size_t i = 1; i < replies(); ++i)
    gaps.push_back(std::chrono::duration_cast<milliseconds>(transport.replies[i].when -
                                                            transport.replies[i - 1].when));
  using ms = milliseconds;
  EXPECT_EQ(gaps, (std::vector<ms>{ms(500), ms(1000), ms(2000), ms(4000), ms(4000), ms(4000),
                                   ms(4000), ms(4000), ms(4000), ms(4000)}));
  EXPECT_EQ(clock.armed(), 0);
  EXPECT_EQ(incoming.arrived(invite), Arrival::fresh) << "forgotten";
}

TEST_F(IncomingTest, RepeatsNothingOverAConnection) {
  peer.protocol = Protocol::tcp;
  const auto invite = request("INVITE", "1");
  incoming.arrived(invite);
  incoming.answer(invite, {.status = 486, .to_tag = "t"});
  clock.advance(seconds(40));
  EXPECT_EQ(replies(), 1);
}

TEST_F(IncomingTest, StopsAtTheAckAndAbsorbsMoreOfThem) {
  const auto invite = request("INVITE", "1");
  incoming.arrived(invite);
  incoming.answer(invite, {.status = 486, .to_tag = "t"});
  const auto ack = request("ACK", "1");
  EXPECT_EQ(incoming.arrived(ack), Arrival::again);
  EXPECT_EQ(incoming.arrived(ack), Arrival::again);
  EXPECT_EQ(incoming.arrived(invite), Arrival::again) << "confirmed: not answered any more";
  EXPECT_EQ(replies(), 1);
  clock.advance(timers.t4);
  EXPECT_EQ(incoming.arrived(ack), Arrival::fresh);
}

TEST_F(IncomingTest, LeavesASuccessToItsCaller) {
  const auto invite = request("INVITE", "1");
  incoming.arrived(invite);
  incoming.answer(invite, {.status = 180, .to_tag = "t"});
  EXPECT_EQ(incoming.arrived(invite), Arrival::again);
  EXPECT_EQ(replies(), 2) << "the provisional answer again";
  incoming.answer(invite, {.status = 200, .to_tag = "t"});
  EXPECT_EQ(incoming.arrived(invite), Arrival::again);
  EXPECT_EQ(replies(), 3) << "absorbed (RFC 6026)";
  EXPECT_EQ(incoming.arrived(request("ACK", "1")), Arrival::fresh);
  clock.advance(seconds(32));
  EXPECT_EQ(incoming.arrived(invite), Arrival::fresh);
}

TEST_F(IncomingTest, TellsCancelAndInviteOfOneTransactionApart) {
  const auto invite = request("INVITE", "1");
  incoming.arrived(invite);
  const auto cancel = request("CANCEL", "1");
  EXPECT_TRUE(same_transaction(cancel.request, invite.request));
  EXPECT_EQ(incoming.arrived(cancel), Arrival::fresh);
  incoming.answer(cancel, {.status = 200, .to_tag = "t"});
  EXPECT_EQ(incoming.arrived(cancel), Arrival::again);
  EXPECT_EQ(replies(), 2);
  EXPECT_FALSE(same_transaction(request("CANCEL", "2").request, invite.request));
}

TEST_F(IncomingTest, SeesARequestThatCameByTwoWays) {
  auto first = request("OPTIONS", "1");
  incoming.arrived(first);
  incoming.answer(first, {.to_tag = "t"});
  first.request.branch = "2";
  EXPECT_EQ(incoming.arrived(first), Arrival::merged);
  first.request.to_tag = "t";
  EXPECT_EQ(incoming.arrived(first), Arrival::fresh) << "within a dialog there is no such thing";
  first.request.to_tag.clear();
  ++first.request.cseq;
  EXPECT_EQ(incoming.arrived(first), Arrival::fresh) << "a new request, as after a challenge";
}

TEST_F(IncomingTest, AnswersWhoSentItFirst) {
  const auto invite = request("INVITE", "1");
  incoming.arrived(invite);
  incoming.answer(invite, {.status = 486, .to_tag = "t"});
  auto spoofed = invite;
  spoofed.from.address = parse_ip("192.0.2.66").value();
  EXPECT_EQ(incoming.arrived(spoofed), Arrival::again);
  EXPECT_EQ(transport.replies.back().to.address, peer.address);
}

TEST_F(IncomingTest, CountsWhatIsSentAgainApart) {
  using datamodel::MethodTraffic;
  using datamodel::SipMethod;
  const auto invite = request("INVITE", "1");
  incoming.arrived(invite);
  EXPECT_EQ(incoming.waiting(), 1U);
  incoming.answer(invite, {.status = 180, .to_tag = "t"});
  incoming.arrived(invite);
  incoming.answer(invite, {.status = 486, .to_tag = "t"});
  EXPECT_EQ(incoming.waiting(), 0U);
  clock.advance(milliseconds(500));
  const auto ack = request("ACK", "1");
  incoming.arrived(ack);
  incoming.arrived(ack);
  const auto& traffic = meter.traffic();
  const auto& of_invite = traffic[SipMethod::invite];
  EXPECT_EQ(of_invite[MethodTraffic::requests_in], 1U);
  EXPECT_EQ(of_invite[MethodTraffic::provisional_retries], 1U);
  EXPECT_EQ(of_invite[MethodTraffic::final_retries], 1U);
  EXPECT_EQ(traffic[SipMethod::ack][MethodTraffic::requests_in], 1U);
  EXPECT_EQ(traffic.totals[datamodel::TrafficCounter::requests_in], 4U);
  EXPECT_EQ(traffic.totals[datamodel::TrafficCounter::responses_out], 4U);
  EXPECT_EQ(traffic.totals[datamodel::TrafficCounter::transactions], 1U);
}

TEST_F(IncomingTest, TheAckOfASuccessIsATransactionOnce) {
  using datamodel::MethodTraffic;
  auto invite = request("INVITE", "1");
  incoming.arrived(invite);
  incoming.answer(invite, {.status = 200, .to_tag = "t"});
  auto ack = request("ACK", "2");
  ack.request.call_id = invite.request.call_id;
  EXPECT_EQ(incoming.arrived(ack), Arrival::fresh);
  EXPECT_EQ(incoming.arrived(ack), Arrival::fresh);
  const auto& traffic = meter.traffic();
  EXPECT_EQ(traffic[datamodel::SipMethod::ack][MethodTraffic::requests_in], 1U);
  EXPECT_EQ(traffic.totals[datamodel::TrafficCounter::transactions], 2U);
}

TEST_F(IncomingTest, KeepsABoundedNumberOfInvites) {
  const auto answered = request("INVITE", "answered");
  incoming.arrived(answered);
  incoming.answer(answered, {.status = 486, .to_tag = "t"});
  for (std::size_t i = 1; i < most_incoming_invites; ++i)
    EXPECT_EQ(incoming.arrived(request("INVITE", std::to_string(i))), Arrival::fresh);
  EXPECT_EQ(incoming.arrived(request("INVITE", "one more")), Arrival::fresh)
      << "in place of the answered one";
  EXPECT_EQ(clock.armed(), 0) << "whose timers went with it";
  EXPECT_EQ(incoming.arrived(request("INVITE", "too many")), Arrival::full);
}

TEST_F(IncomingTest, KeepsABoundedNumberOfAnswers) {
  for (std::size_t i = 0; i <= most_kept_answers; ++i) {
    const auto options = request("OPTIONS", std::to_string(i));
    EXPECT_EQ(incoming.arrived(options), Arrival::fresh);
    incoming.answer(options, {.to_tag = "t"});
  }
  EXPECT_EQ(incoming.arrived(request("OPTIONS", "1")), Arrival::again);
  EXPECT_EQ(incoming.arrived(request("OPTIONS", "0")), Arrival::fresh) << "the oldest is forgotten";
}

}  // namespace
}  // namespace lineman::sipcore
