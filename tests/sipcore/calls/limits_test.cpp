// What a flood may not make grow.
#include <gtest/gtest.h>

#include "sipcore/calls/late_answers.hpp"
#include "sipcore/calls/loose_requests.hpp"
#include "tests/sipcore/calls/calls_rig.hpp"
#include "tests/sipcore/calls/peer.hpp"

namespace lineman::test {
namespace {

using namespace lineman::sipcore;

class LimitsTest : public ::testing::Test {
 public:
  SentInvite invite(unsigned number) {
    SentInvite sent{.link = rig.transport.open(target, "").value(),
                    .counters = &rig.account(1).server_counters};
    sent.form.method = "INVITE";
    sent.form.branch = "z9hG4bK" + std::to_string(number);
    sent.form.call_id = "call";
    sent.form.from_tag = "mine";
    return sent;
  }
  static Response success(unsigned number, const std::string& tag) {
    Response response;
    response.method = "INVITE";
    response.status = 200;
    response.branch = "z9hG4bK" + std::to_string(number);
    response.call_id = "call";
    response.from_tag = "mine";
    response.to_tag = tag;
    response.cseq = 1;
    return response;
  }

  CallsRig rig;
  Target target{.address = parse_ip("192.0.2.1").value(), .port = 5060};
  LooseRequests loose{rig.clock, rig.transactions};
  LateAnswers late{rig.clock, rig.transport, loose, rig.meter};
};

TEST_F(LimitsTest, RemembersABoundedNumberOfInvites) {
  for (unsigned i = 0; i <= most_late_invites; ++i) late.left(invite(i));
  EXPECT_EQ(late.size(), most_late_invites);
  EXPECT_FALSE(late.received(target, success(0, "a"))) << "the oldest is forgotten";
  EXPECT_TRUE(late.received(target, success(1, "a")));
}

TEST_F(LimitsTest, EndsABoundedNumberOfForks) {
  late.left(invite(0));
  for (std::size_t i = 0; i <= most_forks; ++i)
    late.received(target, success(0, std::to_string(i)));
  EXPECT_EQ(loose.size(), most_forks);
}

TEST_F(LimitsTest, WaitsForABoundedNumberOfAnswersThatNobodyNeeds) {
  for (unsigned i = 0; i <= most_loose_requests; ++i) {
    late.left(invite(i));
    late.received(target, success(i, "a"));
  }
  EXPECT_EQ(loose.size(), most_loose_requests);
  const auto& counters = rig.account(1).server_counters[datamodel::Method::other];
  EXPECT_EQ(counters[datamodel::MethodCounter::abandoned], 1);
  EXPECT_EQ(counters[datamodel::MethodCounter::in_flight], most_loose_requests);
  rig.clock.advance(std::chrono::seconds(40));
  EXPECT_EQ(loose.size(), 0);
}

// A flood of calls for one account leaves it with its few, and the rest without any trace in a
// minute.
TEST_F(LimitsTest, TakesAFloodOfCalls) {
  rig.account(1).targets = {target};
  Peer peer;
  for (unsigned i = 0; i < 2000; ++i) {
    const auto call = "flood" + std::to_string(i);
    rig.deliver(target, peer.request(target, "INVITE", {{"call", call}, {"sdp", ""}}, ""));
  }
  EXPECT_EQ(rig.agent.calls().size(), most_calls_of_an_account);
  rig.clock.advance(std::chrono::minutes(3));
  EXPECT_EQ(rig.agent.calls().size(), 0) << "never acknowledged, and dropped";
  EXPECT_EQ(rig.clock.armed(), 0);
}

}  // namespace
}  // namespace lineman::test
