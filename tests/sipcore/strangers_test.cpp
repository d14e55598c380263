// What anybody who can send to the phone may do to the engine.
#include <gtest/gtest.h>

#include "sipcore/calls/calls.hpp"
#include "tests/sipcore/moody_servers.hpp"

namespace lineman::test {
namespace {

using namespace lineman::sipcore;

class StrangersTest : public ::testing::Test {
 public:
  StrangersTest() {
    rig.values[1] = {{"enable", "1"}, {"user_name", "1001"}, {"sip_server.1.address", "192.0.2.1"}};
    rig.load();
    EXPECT_TRUE(servers.run(std::chrono::seconds(1)));
  }
  void deliver(const std::string& text) { rig.transport.deliver(stranger, text); }
  // Of an answer of ours, or the last one.
  std::string last_reply() const { return rig.transport.replies.back().text; }

  EngineRig rig;
  MoodyServers servers{rig, 1};
  Peer peer;
  Target stranger{.address = parse_ip("203.0.113.9").value(), .port = 5060};
};

TEST_F(StrangersTest, FloodsLeaveNothingBehind) {
  for (const auto* method : {"OPTIONS", "INVITE", "SUBSCRIBE", "NOTIFY", "BYE"}) {
    for (unsigned i = 0; i < 10'000; ++i) {
      deliver(peer.request(stranger, method, {{"call", std::to_string(i)}, {"sdp", ""}}, ""));
      if (i % 100 == 0) rig.transport.replies.clear();
      ASSERT_LE(rig.clock.armed(), 3 * most_incoming_invites + 100);
    }
    EXPECT_LE(rig.engine.user_agent().calls().size(), most_calls_of_an_account);
  }
  for (unsigned i = 0; i < 10'000; ++i) {
    deliver("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.5;branch=z9hG4bK" + std::to_string(i) +
            "\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>;tag=2\r\nCall-ID: " + std::to_string(i) +
            "\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n");
    deliver(std::string(1 + i % 1000, static_cast<char>(i)));
  }
  ASSERT_TRUE(servers.run(std::chrono::minutes(5)));
  EXPECT_TRUE(rig.engine.user_agent().calls().empty());
  rig.check_sums();
  const auto traffic = rig.engine.traffic();
  EXPECT_GT(traffic.totals[datamodel::TrafficCounter::discarded], 10'000U);
  EXPECT_EQ(traffic.totals[datamodel::TrafficCounter::unsupported_methods], 10'000U)
      << "SUBSCRIBE is not for us";
  // The refresh, the lease's end.
  EXPECT_EQ(rig.clock.armed(), 2);
  EXPECT_EQ(rig.transport.open_links, 1);
  EXPECT_EQ(rig.status(1).state, datamodel::AccountState::registered);
}

TEST_F(StrangersTest, UnknownSchemesAndMethodsAreCounted) {
  deliver(peer.request(stranger, "OPTIONS", {{"scheme", "tel"}}, ""));
  ASSERT_NE(last_reply().find(" 416 "), std::string::npos) << last_reply();
  deliver(peer.request(stranger, "FROBNICATE", {}, ""));
  ASSERT_NE(last_reply().find(" 501 "), std::string::npos) << last_reply();
  const auto traffic = rig.engine.traffic();
  EXPECT_EQ(traffic.totals[datamodel::TrafficCounter::unsupported_uris], 1U);
  EXPECT_EQ(traffic.totals[datamodel::TrafficCounter::unsupported_methods], 1U);
  EXPECT_EQ(traffic.totals[datamodel::TrafficCounter::unlisted_out], 1U);
}

TEST_F(StrangersTest, NothingIsAnsweredAfterTheEnd) {
  deliver(peer.request(stranger, "INVITE", {{"body", "x"}}, "Content-Type: text/plain\r\n"));
  ASSERT_NE(last_reply().find(" 415 "), std::string::npos);
  rig.engine.stop();
  rig.transport.replies.clear();
  rig.clock.advance(std::chrono::minutes(1));
  EXPECT_TRUE(rig.transport.replies.empty()) << last_reply();
}

// An answer from another host than the request went to is nobody's, however right it looks.
TEST_F(StrangersTest, AnswersForOthersAreDiscarded) {
  ASSERT_TRUE(rig.engine.user_agent().dial(1, "1002"));
  rig.clock.advance({});
  const auto invite = rig.transport.sent.back().text;
  deliver(response_to(invite, "200 OK", "Contact: <sip:evil@203.0.113.9>\r\n"));
  deliver(response_to(invite, "603 Decline"));
  EXPECT_EQ(rig.engine.user_agent().calls().at(0).state, CallState::dialing);
  EXPECT_EQ(rig.transport.sent.size(), 1) << "neither ACK nor BYE";
}

// Line ends and control characters in what others write stay where they are.
TEST_F(StrangersTest, NobodyWritesOurHeaderFields) {
  deliver(
      "INVITE sip:1001@x SIP/2.0\r\nVia: SIP/2.0/UDP 203.0.113.9;branch=z9hG4bKa%0d%0aX: y\r\n"
      "From: \"a%0d%0aEvil: 1\" <sip:b%0d%0aEvil: 2@c>;tag=1%0d%0aEvil: 3\r\n"
      "To: <sip:1001@x>\r\nCall-ID: c%0d%0aEvil: 4\r\nCSeq: 1 INVITE\r\n"
      "Record-Route: <sip:p%0d%0aEvil: 5@203.0.113.9;lr>\r\n"
      "Contact: <sip:b%0d%0aEvil:6@203.0.113.9>\r\nContent-Length: 0\r\n\r\n");
  ASSERT_TRUE(servers.run(std::chrono::seconds(3)));
  for (const auto& call : rig.engine.user_agent().calls()) {
    EXPECT_EQ(call.peer.find_first_of("\r\n"), std::string::npos) << call.peer;
    static_cast<void>(rig.engine.user_agent().hang_up(call.call));
  }
  rig.clock.advance(std::chrono::seconds(1));
  for (const auto* list : {&rig.transport.sent, &rig.transport.replies}) {
    for (const auto& message : *list)
      EXPECT_EQ(message.text.find("\nEvil"), std::string::npos) << message.text;
  }
}

// An INVITE of ours that comes back to us makes a call to ourselves, which ends as any other.
TEST_F(StrangersTest, ACallToOurselvesEnds) {
  ASSERT_TRUE(rig.engine.user_agent().dial(1, "1001"));
  // The registrar sends each message back with a Via of its own.
  const auto reflect = [this] {
    for (int i = 0; i < 10; ++i) {
      rig.clock.advance({});
      auto sent = std::exchange(rig.transport.sent, {});
      for (auto& one : sent) {
        one.text.insert(one.text.find("Via:"), "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKp" +
                                                   field(one.text, "CSeq").substr(0, 1) + "\r\n");
        rig.transport.deliver(one.to, one.text);
      }
      auto replies = std::exchange(rig.transport.replies, {});
      for (auto& one : replies) {
        const auto via = one.text.find("Via:");
        one.text.erase(via, one.text.find("Via:", via + 1) - via);
        rig.transport.deliver(one.to, one.text);
      }
    }
  };
  reflect();
  EXPECT_EQ(rig.engine.user_agent().calls().size(), 2);
  rig.clock.advance(std::chrono::seconds(3));
  reflect();
  for (const auto& call : rig.engine.user_agent().calls())
    EXPECT_EQ(call.state, CallState::established);
  static_cast<void>(rig.engine.user_agent().hang_up(1));
  reflect();
  EXPECT_TRUE(rig.engine.user_agent().calls().empty());
}

}  // namespace
}  // namespace lineman::test
