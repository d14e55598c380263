// Informs to receivers that are slow, silent, or not what they say they are.
#include <gtest/gtest.h>

#include "mibs/notifications/limits.hpp"
#include "tests/mibs/fake_receiver.hpp"
#include "tests/mibs/peer.hpp"

namespace lineman::mibs::test {
namespace {

const std::string failback = "raise 4 1 moved";

class Informed : public ::testing::Test {
 protected:
  static std::vector<std::string> options(const std::string& receiver) {
    return {"--receiver", receiver};
  }

  // A column of the first receiver.
  static std::string read(const Peer& peer, const std::string& column) {
    auto text =
        peer.tool("snmpget", community, "LINEMAN-SIP-MIB::" + column + ".1", "-Oqve").output;
    if (text.ends_with('\n')) text.pop_back();
    return text;
  }

  // Until it has this value, for a while.
  static void expect_at_last(const Peer& peer, const std::string& column,
                             const std::string& value) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    auto is = read(peer, column);
    while (is != value && std::chrono::steady_clock::now() < end) is = read(peer, column);
    EXPECT_EQ(is, value) << column;
  }
};

TEST_F(Informed, AnAnswerAfterTheFirstResendCountsOnce) {
  FakeReceiver receiver;
  Peer peer{options(receiver.address() + ",2c,inform,secret")};
  const auto first = receiver.receive();
  const auto again = receiver.receive();
  EXPECT_EQ(first.operation, 0xA6);
  EXPECT_EQ(first.community, "secret");
  EXPECT_EQ(again.message, first.message) << "a resend has the same request-id";
  EXPECT_EQ(read(peer, "receiverPending"), "1");
  receiver.send(acknowledgement(first));
  expect_at_last(peer, "receiverAcknowledged", "1");
  receiver.send(acknowledgement(again));
  EXPECT_EQ(read(peer, "receiverSent"), "1");
  EXPECT_EQ(read(peer, "receiverAcknowledged"), "1");
  EXPECT_EQ(read(peer, "receiverPending"), "0");
  EXPECT_EQ(read(peer, "receiverLost"), "0");
}

TEST_F(Informed, ASilentReceiverHoldsUpNothingAndIsGivenNoMoreThanItMayKeep) {
  FakeReceiver receiver;
  Peer peer{options(receiver.address() + ",2c,inform,secret")};
  for (unsigned account = 1; account <= 4; ++account) {
    for (unsigned i = 0; i < 5; ++i) peer.tell("raise 3 " + std::to_string(account) + " moved");
  }
  // None of them has been given up when these are answered: all wait.
  const auto most = std::to_string(maximum_pending_informs);
  EXPECT_EQ(read(peer, "receiverPending"), most);
  EXPECT_EQ(read(peer, "receiverSent"), most);
  EXPECT_EQ(read(peer, "receiverLost"), std::to_string(1 + 20 - maximum_pending_informs));
  EXPECT_EQ(peer.tell("raise 9"), "");
  expect_at_last(peer, "receiverPending", "0");
  EXPECT_EQ(read(peer, "receiverLost"), "22");
  EXPECT_EQ(read(peer, "receiverAcknowledged"), "0");
  // It is back.
  while (receiver.has_message()) receiver.receive();
  peer.tell(failback);
  receiver.send(acknowledgement(receiver.receive()));
  expect_at_last(peer, "receiverAcknowledged", "1");
}

TEST_F(Informed, WhatIsNoAcknowledgementIsNone) {
  FakeReceiver receiver;
  Peer peer{options(receiver.address() + ",2c,inform,secret")};
  const auto inform = receiver.receive();
  const auto good = acknowledgement(inform);
  receiver.send("garbage");
  receiver.receive();  // sent again: two more answers may come
  auto other = inform;
  ++other.request;
  receiver.send(acknowledgement(other));
  receiver.send(good.substr(0, good.size() / 2));
  receiver.receive();
  receiver.send(message("secret", Operation::get, inform.request, {{ours({1, 1, 0})}}));
  EXPECT_EQ(read(peer, "receiverAcknowledged"), "0");
  EXPECT_EQ(read(peer, "receiverPending"), "1");
  receiver.send(good);
  expect_at_last(peer, "receiverAcknowledged", "1");
  EXPECT_FALSE(receiver.has_message()) << "a receiver that asks is not answered";
}

TEST_F(Informed, AnErrorOfTheReceiverIsALoss) {
  FakeReceiver receiver;
  Peer peer{options(receiver.address() + ",2c,inform,secret")};
  receiver.send(acknowledgement(receiver.receive(), 5));
  expect_at_last(peer, "receiverLost", "1");
  EXPECT_EQ(read(peer, "receiverAcknowledged"), "0");
}

TEST_F(Informed, NobodyElseAcknowledges) {
  FakeReceiver receiver;
  Peer peer{options(receiver.address() + ",2c,inform,secret")};
  const auto inform = receiver.receive();
  FakeReceiver stranger;
  stranger.send_as_if_to(receiver, acknowledgement(inform));
  receiver.receive();  // it is sent again all the same
  EXPECT_EQ(read(peer, "receiverAcknowledged"), "0");
  EXPECT_EQ(read(peer, "receiverPending"), "1");
}

const std::string engine_a = std::string("\x80\x00\x00\x00\x04", 5) + "receiver A";
const std::string engine_b = std::string("\x80\x00\x00\x00\x04", 5) + "receiver B";

TEST_F(Informed, TheEngineOfAReceiverIsAskedForAndWhatWaitedIsSent) {
  FakeReceiver receiver;
  Peer peer{options(receiver.address() + ",3,inform,writer")};
  peer.tell(failback);
  const auto question = receiver.receive();
  EXPECT_EQ(question.version, 3);
  EXPECT_EQ(question.engine, "");
  EXPECT_EQ(question.user, "");
  EXPECT_EQ(read(peer, "receiverPending"), "2");
  EXPECT_EQ(read(peer, "receiverSent"), "0");
  receiver.send(report(question, engine_a));
  for (unsigned i = 0; i < 2; ++i) {
    const auto inform = receiver.receive();
    EXPECT_EQ(inform.engine, engine_a);
    EXPECT_EQ(inform.user, "writer");
  }
  expect_at_last(peer, "receiverSent", "2");
}

TEST_F(Informed, WhatWaitsForAnEngineThatIsNotToldIsLost) {
  FakeReceiver receiver;
  Peer peer{options(receiver.address() + ",3,inform,writer")};
  peer.tell(failback);
  expect_at_last(peer, "receiverLost", "2");
  EXPECT_EQ(read(peer, "receiverPending"), "0");
  EXPECT_EQ(read(peer, "receiverSent"), "0");
}

TEST_F(Informed, AReceiverWithANewEngineIsAskedAgain) {
  FakeReceiver receiver;
  Peer peer{options(receiver.address() + ",3,inform,writer")};
  receiver.send(report(receiver.receive(), engine_a));
  receiver.receive();  // of the start, which waited for the engine
  peer.tell(failback);
  Heard inform = receiver.receive();
  EXPECT_EQ(inform.engine, engine_a);
  receiver.send(report(inform, engine_b));
  Heard next = receiver.receive();
  while (!next.engine.empty()) next = receiver.receive();
  receiver.send(report(next, engine_b));
  do next = receiver.receive();
  while (next.engine != engine_b);
  EXPECT_EQ(next.user, "writer");
}

TEST_F(Informed, ABadEngineIdIsNone) {
  for (const auto& bad : {engine, std::string("\x80\x00\x00\x01", 4), std::string(33, 'x')}) {
    FakeReceiver receiver;
    Peer peer{options(receiver.address() + ",3,inform,writer")};
    receiver.send(report(receiver.receive(), bad));
    const auto again = receiver.receive();
    EXPECT_EQ(again.engine, "") << "it is asked until it answers well";
    receiver.send(report(again, engine_a));
    EXPECT_EQ(receiver.receive().engine, engine_a);
  }
}

TEST_F(Informed, AReceiverThatKnowsNoSuchUserLosesThem) {
  FakeReceiver receiver;
  Peer peer{options(receiver.address() + ",3,inform,writer")};
  receiver.send(report(receiver.receive(), engine_a));
  receiver.send(report(receiver.receive(), engine_a, unknown_user));
  EXPECT_EQ(read(peer, "receiverPending"), "1");
  expect_at_last(peer, "receiverLost", "1");
  EXPECT_EQ(read(peer, "receiverPending"), "0");
}

// Net-SNMP takes what is meant for any engine that it knows.
TEST_F(Informed, WhatIsMeantForAReceiverIsNoRequestToUs) {
  FakeReceiver receiver;
  Peer peer{options(receiver.address() + ",3,inform,writer")};
  receiver.send(report(receiver.receive(), engine_a));
  ASSERT_EQ(receiver.receive().engine, engine_a);
  const auto words = "LINEMAN-SIP-MIB::accountLabel.1 s replayed";
  const auto as_receiver = writer + " -e 0x80000000047265636569766572" + "2041 -Z 1,5";
  const auto result = peer.tool("snmpset", as_receiver, words);
  EXPECT_NE(result.status, 0) << result.output;
  EXPECT_EQ(peer.tell("value account.1.label"), "\n");
  EXPECT_EQ(peer.tool("snmpset", writer, words).status, 0);
}

}  // namespace
}  // namespace lineman::mibs::test
