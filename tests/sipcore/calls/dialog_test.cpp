#include "sipcore/calls/dialog.hpp"

#include <gtest/gtest.h>

#include "tests/sipcore/fake_network.hpp"

namespace lineman::sipcore {
namespace {

class DialogTest : public ::testing::Test {
 public:
  DialogTest() {
    sent.method = "INVITE";
    sent.uri = "sip:1002@sip.test";
    sent.from = "\"Me\" <sip:1001@sip.test>";
    sent.from_tag = "mine";
    sent.to = "<sip:1002@sip.test>";
    sent.call_id = "call";
    sent.cseq = 7;
    sent.authorization = "Authorization: x\r\n";
    answer.to = "<sip:1002@sip.test>;tag=theirs";
    answer.to_tag = "theirs";
    answer.contact_uri = "sip:peer@198.51.100.7";
    asked.call_id = "call";
    asked.from = "\"Peer\" <sip:1002@sip.test>;tag=theirs";
    asked.from_tag = "theirs";
    asked.from_uri = "sip:1002@sip.test";
    asked.to = "<sip:1001@sip.test>";
    asked.to_uri = "sip:1001@sip.test";
    asked.contact_uri = "sip:peer@198.51.100.7";
    asked.cseq = 40;
  }
  Dialog ours() { return {sent, answer, link}; }
  Dialog theirs() { return {asked, "mine", "1001", link}; }

  test::FakeClock clock;
  test::FakeTransport transport{clock};
  Target target{.address = parse_ip("192.0.2.1").value(), .port = 5060};
  std::shared_ptr<Link> link = transport.open(target, "").value();
  RequestForm sent{};
  Response answer{};
  Request asked{};
};

TEST_F(DialogTest, OfOursGoesOnWithItsNumbersAndTags) {
  auto dialog = ours();
  const auto bye = dialog.next("BYE", link->local());
  EXPECT_EQ(bye.cseq, 8);
  EXPECT_EQ(bye.uri, "sip:peer@198.51.100.7");
  EXPECT_EQ(bye.from, sent.from);
  EXPECT_EQ(bye.from_tag, "mine");
  EXPECT_EQ(bye.to, answer.to);
  EXPECT_EQ(bye.call_id, "call");
  EXPECT_NE(bye.branch, dialog.next("BYE", link->local()).branch);
  EXPECT_EQ(dialog.contact_user(), "1001");
}

TEST_F(DialogTest, AcknowledgesWithTheNumberAndTheCredentialsOfTheInvite) {
  const auto ack = ours().ack(sent, link->local());
  EXPECT_EQ(ack.cseq, 7);
  EXPECT_EQ(ack.authorization, sent.authorization);
}

TEST_F(DialogTest, TurnsTheRoutesOfAnAnswerRound) {
  answer.record_routes = {"<sip:far;lr>", "<sip:near;lr>"};
  EXPECT_EQ(ours().next("BYE", {}).routes,
            (std::vector<std::string>{"<sip:near;lr>", "<sip:far;lr>"}));
}

TEST_F(DialogTest, KeepsTheRoutesOfARequest) {
  asked.record_routes = {"<sip:near;lr>", "<sip:far;lr>"};
  auto dialog = theirs();
  const auto bye = dialog.next("BYE", {});
  EXPECT_EQ(bye.routes, asked.record_routes);
  EXPECT_EQ(bye.from, asked.to);
  EXPECT_EQ(bye.to, asked.from);
  EXPECT_EQ(bye.cseq, 1);
}

TEST_F(DialogTest, GivesItsRequestUriToAStrictRoute) {
  answer.record_routes = {"<sip:far;lr>", "<sip:192.0.2.9>"};
  const auto bye = ours().next("BYE", {});
  EXPECT_EQ(bye.uri, "sip:192.0.2.9");
  EXPECT_EQ(bye.routes, (std::vector<std::string>{"<sip:far;lr>", "<sip:peer@198.51.100.7>"}));
}

TEST_F(DialogTest, TakesRequestsInOrderOnly) {
  auto dialog = theirs();
  Request request = asked;
  for (const auto cseq : {39U, 40U}) {
    request.cseq = cseq;
    EXPECT_FALSE(dialog.takes_in_order(request)) << cseq;
  }
  request.cseq = 45;
  EXPECT_TRUE(dialog.takes_in_order(request));
  request.cseq = 44;
  EXPECT_FALSE(dialog.takes_in_order(request));
  auto first = ours();
  request.cseq = 0;
  EXPECT_TRUE(first.takes_in_order(request)) << "any number may be the first";
}

TEST_F(DialogTest, KnowsItsRequestsByCallAndBothTags) {
  const auto dialog = ours();
  Request request = asked;
  request.to_tag = "mine";
  EXPECT_TRUE(dialog.has(request));
  request.to_tag = "other";
  EXPECT_FALSE(dialog.has(request));
  request.to_tag = "mine";
  request.from_tag = "other";
  EXPECT_FALSE(dialog.has(request));
  request.from_tag = "theirs";
  request.call_id = "other";
  EXPECT_FALSE(dialog.has(request));
}

TEST_F(DialogTest, GoesWhereItsTargetLeads) {
  auto dialog = ours();
  EXPECT_EQ(to_string(dialog.link(transport)->target()), "198.51.100.7:5060");
  Request moved = asked;
  moved.contact_uri = "sip:peer@198.51.100.8:99;transport=tcp";
  dialog.refresh_target(moved);
  EXPECT_EQ(to_string(dialog.link(transport)->target()), "198.51.100.8:99");
  EXPECT_EQ(dialog.link(transport)->target().protocol, Protocol::tcp);
  moved.contact_uri = "tel:1";
  dialog.refresh_target(moved);
  EXPECT_EQ(dialog.remote_target(), "sip:peer@198.51.100.8:99;transport=tcp");
}

TEST_F(DialogTest, GoesTheWayItBeganOnWhereItsTargetIsAName) {
  answer.contact_uri = "sip:peer@phone.test";
  EXPECT_EQ(ours().link(transport), link);
  answer.record_routes = {"<sip:proxy.test;lr>"};
  answer.contact_uri = "sip:peer@198.51.100.7";
  EXPECT_EQ(ours().link(transport), link) << "the route counts";
}

TEST_F(DialogTest, GoesTheWayItBeganOnWhereItsTargetCannotBeReached) {
  transport.no_socket.insert({.address = parse_ip("198.51.100.7").value(), .port = 5060});
  EXPECT_EQ(ours().link(transport), link);
}

// The certificate of a server shows a name; its route an address.
TEST_F(DialogTest, KeepsItsTlsConnectionToThePeer) {
  target.protocol = Protocol::tls;
  link = transport.open(target, "sip.test").value();
  answer.record_routes = {"<sip:192.0.2.1:5061;transport=tls;lr>"};
  EXPECT_EQ(ours().link(transport), link);
}

}  // namespace
}  // namespace lineman::sipcore
