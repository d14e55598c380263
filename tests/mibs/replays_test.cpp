// Messages of version 3 that come again, octet by octet: somebody on the way has kept them.
#include <gtest/gtest.h>

#include "mibs/objects/snmp_error.hpp"
#include "tests/mibs/peer.hpp"
#include "tests/mibs/secure_manager.hpp"

namespace lineman::mibs::test {
namespace {

const Name expires = ours({4, 1, 5, 1, 1});

class Replays : public ::testing::Test {
 protected:
  std::optional<Response> ask(const RawClient& client, const Octets& octets) const {
    client.send(octets);
    const auto answer = client.receive_octets();
    return answer ? manager_.open(*answer) : std::nullopt;
  }

  Octets set(unsigned long value, long request = 6) const {
    return manager_.message(pdu_of(Operation::set, request, {{expires, ber_unsigned(value)}}));
  }

  Peer peer_;
  RawClient client_{peer_.port()};
  SecureManager manager_;
};

TEST_F(Replays, ASetIsDoneOnce) {
  const auto octets = set(100);
  for (int i = 0; i < 4; ++i) {
    const auto response = ask(client_, octets);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 0);
  }
  EXPECT_EQ(peer_.tell("record"),
            "begin 1\ncommit writer@127.0.0.1 account.1.sip_server.1.expires=100\n");
  EXPECT_EQ(peer_.tell("repeated"), "3\n");
}

TEST_F(Replays, AChangeInBetweenStays) {
  const auto octets = set(100, 6);
  ASSERT_TRUE(ask(client_, octets));
  ASSERT_TRUE(ask(client_, set(200, 7)));
  ASSERT_TRUE(ask(client_, octets));
  EXPECT_EQ(peer_.tell("value account.1.sip_server.1.expires"), "200\n");
}

// A resend has a message-id and a salt of its own (RFC 3414, 11.1), and is the same request.
TEST_F(Replays, AResendIsTheSameRequest) {
  ASSERT_TRUE(ask(client_, set(100)));
  Header header;
  header.message = 78;
  header.salt = "saltier.";
  const auto again =
      manager_.message(pdu_of(Operation::set, 6, {{expires, ber_unsigned(100)}}), header);
  const auto response = ask(client_, again);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 0);
  EXPECT_EQ(peer_.tell("repeated"), "1\n");
}

// Whoever copied it need not send it from where it came.
TEST_F(Replays, ASetFromElsewhereIsNotDoneAgain) {
  const auto octets = set(100, 6);
  ASSERT_TRUE(ask(client_, octets));
  ASSERT_TRUE(ask(client_, set(200, 7)));
  const RawClient other{peer_.port()};
  other.send(octets);
  // What was sent later is answered later.
  ASSERT_TRUE(client_.ask(message("look", Operation::get, 1, {{expires}})));
  EXPECT_EQ(peer_.tell("value account.1.sip_server.1.expires"), "200\n");
  EXPECT_EQ(peer_.tell("repeated"), "1\n");
}

// The one who asks and the context belong to a request (RFC 3411, 3.1): what somebody else asks for
// with the same words is no repeat.
TEST(ReplaysOfOthers, AreTheirOwnRequests) {
  Peer peer{{"--user", "twin,read,SHA-256,writer auth,AES,writer priv"}};
  const RawClient client{peer.port()};
  const SecureManager manager;
  const auto request = [&](const Header& header) {
    return manager.message(pdu_of(Operation::set, 6, {{expires, ber_unsigned(100)}}), header);
  };
  const auto ask = [&](const Header& header) {
    client.send(request(header));
    return manager.open(client.receive_octets().value_or(""));
  };
  const auto first = ask({});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->status, 0);
  Header twin;
  twin.user = "twin";
  const auto refused = ask(twin);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, static_cast<long>(SnmpError::no_access));
  Header elsewhere;
  elsewhere.context = "elsewhere";
  client.send(request(elsewhere));
  // A context that there is not has no answer, and what was sent later is answered later.
  const auto last = client.ask(message("look", Operation::get, 99, {{expires}}));
  ASSERT_TRUE(last);
  EXPECT_EQ(last->request, 99);
  EXPECT_EQ(peer.tell("repeated"), "0\n");
}

// What was good before a start is not in any window after it: engineBoots has changed.
TEST(ReplaysOverAStart, AreRefused) {
  const lineman::test::ScratchFolder folder;
  const SecureManager manager;
  const auto octets = manager.message(pdu_of(Operation::set, 6, {{expires, ber_unsigned(100)}}));
  {
    Peer peer{{}, folder.path()};
    const RawClient client{peer.port()};
    client.send(octets);
    const auto response = manager.open(client.receive_octets().value_or(""));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 0);
    EXPECT_FALSE(response->report);
    peer.kill();
  }
  Peer peer{{}, folder.path()};
  const RawClient client{peer.port()};
  client.send(octets);
  const auto response = manager.open(client.receive_octets().value_or(""));
  ASSERT_TRUE(response);
  EXPECT_TRUE(response->report);
  const Name not_in_time_windows{1, 3, 6, 1, 6, 3, 15, 1, 1, 2, 0};
  EXPECT_EQ(response->values.at(0).name, not_in_time_windows);
  EXPECT_EQ(peer.tell("record"), "");
}

// RFC 3414, 3.2, 7a: the window is 150 seconds wide.
TEST_F(Replays, TheWindowIsAsWideAsTheStandardHasIt) {
  const auto get = pdu_of(Operation::get, 5, {{expires}});
  for (const long time : {0L, 140L}) {
    Header header;
    header.time = time;
    const auto response = ask(client_, manager_.message(get, header));
    ASSERT_TRUE(response);
    EXPECT_FALSE(response->report) << time;
  }
  Header header;
  header.time = 10'000;
  const auto response = ask(client_, manager_.message(get, header));
  ASSERT_TRUE(response);
  EXPECT_TRUE(response->report);
}

}  // namespace
}  // namespace lineman::mibs::test
