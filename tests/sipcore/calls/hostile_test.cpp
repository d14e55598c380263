// Messages that nobody of good will sends: broken in every way, at every moment of calls and
// subscriptions.
#include <gtest/gtest.h>

#include <random>

#include "sipcore/calls/incoming_call.hpp"
#include "tests/sipcore/calls/calls_rig.hpp"
#include "tests/sipcore/calls/peer.hpp"

namespace lineman::test {
namespace {

using namespace lineman::sipcore;

class HostileTest : public ::testing::Test {
 public:
  HostileTest() {
    rig.account(1).targets = {target, other};
    rig.account(1).invite_retry_counts = 1;
  }

  // A message with a few octets of it replaced, taken out or doubled.
  std::string broken(std::string message) {
    for (unsigned i = number(4); i > 0 && !message.empty(); --i) {
      const auto at = number(message.size());
      switch (number(4)) {
        case 0:
          message[at] = static_cast<char>(number(256));
          break;
        case 1:
          message.erase(at, number(40));
          break;
        case 2:
          message.insert(at, message.substr(number(message.size()), number(40)));
          break;
        default:
          message.insert(at, "\r\n");
      }
    }
    return message;
  }
  unsigned number(std::size_t below) { return static_cast<unsigned>(numbers() % below); }

  // Whatever may come to what was sent last, or out of the blue.
  std::string any_message() {
    static const std::vector<std::string> statuses = {"100 T", "180 R", "200 OK", "401 A",
                                                      "423 B", "481 N", "486 B",  "503 U"};
    static const std::vector<std::string> methods = {"INVITE", "ACK",    "BYE",
                                                     "CANCEL", "NOTIFY", "OPTIONS"};
    if (!sent.empty() && number(2) == 0) {
      const auto& request = sent[sent.size() - 1 - number(std::min<std::size_t>(sent.size(), 4))];
      if (number(4) == 0) peer.be_called_by(request, "registrar");
      return response_to(request, statuses[number(statuses.size())],
                         "Contact: <sip:p@192.0.2.1>\r\nExpires: 10\r\nMin-Expires: 20\r\n"
                         "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n");
    }
    Keys keys;
    if (number(2) == 0) keys["within"];
    if (number(2) == 0) keys["sdp"];
    return peer.request(target, methods[number(methods.size())], keys,
                        "Event: dialog\r\nSubscription-State: terminated;reason=timeout\r\n");
  }

  void act() {
    for (auto& message : rig.transport.sent) sent.push_back(std::move(message.text));
    rig.transport.sent.clear();
    for (const auto& reply : rig.transport.replies) peer.heard(reply.text);
    rig.transport.replies.clear();
    if (sent.size() > 50) sent.erase(sent.begin(), sent.end() - 50);
    if (number(5) == 0) static_cast<void>(rig.agent.dial(1, "1002"));
    if (number(40) == 0) static_cast<void>(rig.agent.subscribe(1, "dialog", "1002"));
    const auto calls = rig.agent.calls();
    if (number(8) == 0 && !calls.empty())
      static_cast<void>(rig.agent.hang_up(calls[number(calls.size())].call));
    if (number(60) == 0) rig.transport.fail(target);
    rig.clock.advance(std::chrono::milliseconds(number(1000)));
    auto message = any_message();
    rig.deliver(target, number(3) == 0 ? broken(std::move(message)) : message);
    rig.check_sums();
  }

  CallsRig rig;
  Target target{.address = parse_ip("192.0.2.1").value(), .port = 5060};
  Target other{.address = parse_ip("192.0.2.2").value(), .port = 5060};
  Peer peer;
  std::vector<std::string> sent;
  std::mt19937 numbers{7};  // the same ones each time
};

TEST_F(HostileTest, NothingBreaksOrPilesUp) {
  for (int i = 0; i < 20'000; ++i) {
    act();
    ASSERT_LE(rig.agent.calls().size(), most_calls_of_an_account);
    ASSERT_LE(rig.agent.subscriptions().size(), most_subscriptions_of_an_account);
    ASSERT_LT(rig.clock.armed(), 1000);
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(rig.account(1).counters[datamodel::AccountCounter::incoming_calls_connected], 10);
  EXPECT_GT(rig.account(1).counters[datamodel::AccountCounter::outgoing_calls_connected], 10);
}

// With nobody there any more, calls end by themselves and nothing stays armed for them.
TEST_F(HostileTest, EverythingEndsWhenNobodyAnswers) {
  for (int i = 0; i < 5'000; ++i) act();
  for (const auto& one : rig.agent.subscriptions())
    static_cast<void>(rig.agent.unsubscribe(one.subscription));
  for (const auto& one : rig.agent.calls()) static_cast<void>(rig.agent.hang_up(one.call));
  rig.clock.advance(std::chrono::minutes(10));
  EXPECT_TRUE(rig.agent.calls().empty());
  EXPECT_TRUE(rig.agent.subscriptions().empty());
  EXPECT_EQ(rig.clock.armed(), 0);
  EXPECT_EQ(rig.calls_of[1], 0);
}

}  // namespace
}  // namespace lineman::test
