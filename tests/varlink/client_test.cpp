#include "varlink/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "tests/varlink/rig.hpp"
#include "varlink/errors.hpp"

namespace lineman::varlink {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Call do_call(const char* member = "Do") {
  return {.method = std::string(test_interface) + "." + member};
}

// A server and a connected client in one loop.
class ClientTest : public testing::Test {
 protected:
  void SetUp() override { connect(); }

  void connect() {
    const auto connected =
        client.connect(rig.path, [this](const Failure& why) { closed.push_back(why.sentence); });
    ASSERT_TRUE(connected) << connected.error();
  }
  void call(const char* member = "Do", std::chrono::milliseconds timeout = {}) {
    client.call(do_call(member), timeout, [this](Answer answer) { answers.push_back(answer); });
  }
  bool until_answered(std::size_t times = 1) {
    return rig.until([&] { return answers.size() >= times; });
  }

  ServerRig rig;
  Client client{rig.loop};
  std::vector<Answer> answers;
  std::vector<std::string> closed;
};

TEST_F(ClientTest, GetsItsAnswer) {
  call();
  ASSERT_TRUE(rig.until_called());
  rig.handler.exchanges[0].reply({{"y", 2}});
  ASSERT_TRUE(until_answered());
  ASSERT_TRUE(answers[0]);
  EXPECT_EQ(answers[0]->parameters.at("y"), 2);
}

TEST_F(ClientTest, AnErrorOfTheServiceIsAReply) {
  call();
  ASSERT_TRUE(rig.until_called());
  rig.handler.exchanges[0].error(method_not_found("x.Y"));
  ASSERT_TRUE(until_answered());
  ASSERT_TRUE(answers[0]);
  EXPECT_EQ(answers[0]->error, method_not_found_error);
}

TEST_F(ClientTest, SendsOneAfterTheOther) {
  call("First");
  call("Second");
  ASSERT_TRUE(rig.until_called());
  turn(rig.loop);
  ASSERT_EQ(rig.handler.exchanges.size(), 1U);
  rig.handler.exchanges[0].reply({{"n", 1}});
  ASSERT_TRUE(rig.until_called(2));
  rig.handler.exchanges[1].reply({{"n", 2}});
  ASSERT_TRUE(until_answered(2));
  EXPECT_EQ(answers[0]->parameters.at("n"), 1);
  EXPECT_EQ(answers[1]->parameters.at("n"), 2);
}

TEST_F(ClientTest, EndOfFileAnswersAllAtOnceThenTells) {
  call("First");
  call("Second");
  std::vector<std::size_t> answers_at_close;
  ASSERT_TRUE(client.connect(rig.path,
                             [&](const Failure&) { answers_at_close.push_back(answers.size()); }));
  // Connecting anew closed the first connection and answered its calls.
  ASSERT_TRUE(until_answered(2));
  EXPECT_EQ(answers[0].error().kind, FailureKind::not_connected);
  answers.clear();
  call("Third");
  call("Fourth");
  ASSERT_TRUE(rig.until([&] {
    return !rig.handler.exchanges.empty() &&
           rig.handler.exchanges.back().call().member() == "Third";
  }));
  rig.server.reset();
  ASSERT_TRUE(rig.until([&] { return !answers_at_close.empty(); }));
  EXPECT_THAT(answers_at_close, ElementsAre(2U));
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0].error().kind, FailureKind::not_connected);
  EXPECT_EQ(answers[1].error().kind, FailureKind::not_connected);
  EXPECT_FALSE(client.connected());
}

TEST_F(ClientTest, NotConnectedIsAnsweredFromTheLoop) {
  client.close();
  call();
  EXPECT_TRUE(answers.empty());
  ASSERT_TRUE(until_answered());
  EXPECT_EQ(answers[0].error().kind, FailureKind::not_connected);
  EXPECT_TRUE(closed.empty());
}

TEST_F(ClientTest, ALateAnswerIsDropped) {
  call("Slow", std::chrono::milliseconds(1));
  ASSERT_TRUE(until_answered());
  EXPECT_EQ(answers[0].error().kind, FailureKind::timed_out);
  call("Next");
  ASSERT_TRUE(rig.until_called());
  rig.handler.exchanges[0].reply({{"n", "late"}});
  ASSERT_TRUE(rig.until_called(2));
  EXPECT_EQ(rig.handler.exchanges[1].call().member(), "Next");
  rig.handler.exchanges[1].reply({{"n", "next"}});
  ASSERT_TRUE(until_answered(2));
  EXPECT_EQ(answers[1]->parameters.at("n"), "next");
}

TEST_F(ClientTest, WhatTimedOutInLineIsNotSent) {
  call("Slow");
  call("Impatient", std::chrono::milliseconds(1));
  ASSERT_TRUE(until_answered());
  EXPECT_EQ(answers[0].error().kind, FailureKind::timed_out);
  call("Next");
  rig.handler.exchanges[0].reply();
  ASSERT_TRUE(rig.until_called(2));
  EXPECT_EQ(rig.handler.exchanges[1].call().member(), "Next");
}

TEST_F(ClientTest, TheLineIsBounded) {
  for (std::size_t i = 0; i <= maximum_queued_calls; ++i) call();
  ASSERT_TRUE(until_answered());
  EXPECT_EQ(answers[0].error().kind, FailureKind::overloaded);
  EXPECT_EQ(answers.size(), 1U);
}

TEST_F(ClientTest, Streams) {
  auto wanted = do_call();
  wanted.more = true;
  client.call(wanted, {}, [this](Answer answer) { answers.push_back(answer); });
  ASSERT_TRUE(rig.until_called());
  rig.handler.exchanges[0].continues({{"n", 1}});
  rig.handler.exchanges[0].continues({{"n", 2}});
  ASSERT_TRUE(until_answered(2));
  EXPECT_TRUE(answers[1]->continues);
  rig.handler.exchanges[0].reply({{"n", 3}});
  ASSERT_TRUE(until_answered(3));
  EXPECT_FALSE(answers[2]->continues);
}

TEST_F(ClientTest, OnewayDoesNotHoldUpTheLine) {
  client.send(do_call("Quiet"));
  call("Loud");
  ASSERT_TRUE(rig.until_called());
  rig.handler.exchanges[0].reply();
  ASSERT_TRUE(rig.until_called(2));
  rig.handler.exchanges[1].reply({{"n", 2}});
  ASSERT_TRUE(until_answered());
  EXPECT_EQ(answers[0]->parameters.at("n"), 2);
}

TEST_F(ClientTest, ALongMessageArrivesWhole) {
  auto wanted = do_call();
  wanted.parameters["x"] = std::string(maximum_frame - 1000, 'x');
  client.call(wanted, {}, [this](Answer answer) { answers.push_back(answer); });
  ASSERT_TRUE(rig.until_called());
  auto parameters = rig.handler.exchanges[0].call().parameters;
  EXPECT_EQ(parameters.at("x").as_string().size(), maximum_frame - 1000);
  rig.handler.exchanges[0].reply(parameters);
  ASSERT_TRUE(until_answered());
  EXPECT_EQ(answers[0]->parameters, parameters);
}

TEST_F(ClientTest, DestroyedFromWithinItsAnswer) {
  auto own = std::make_unique<Client>(rig.loop);
  ASSERT_TRUE(own->connect(rig.path, [](const Failure&) { FAIL(); }));
  bool done = false;
  own->call(do_call(), {}, [&](const Answer&) {
    own.reset();
    done = true;
  });
  own->call(do_call(), {}, [](const Answer&) { FAIL(); });
  ASSERT_TRUE(rig.until_called());
  rig.handler.exchanges[0].reply();
  ASSERT_TRUE(rig.until([&] { return done; }));
  turn(rig.loop);
}

TEST(Client, NobodyThere) {
  const Scratch scratch;
  boost::asio::io_context loop;
  Client client(loop);
  const auto connected = client.connect(scratch.path("socket"), {});
  ASSERT_FALSE(connected);
  EXPECT_THAT(connected.error(), HasSubstr(scratch.path("socket")));
  EXPECT_FALSE(client.connected());
}

TEST(Client, ARefusedOneIsToldWhy) {
  ServerOptions options;
  options.allowed = [](const Peer&) { return false; };
  ServerRig rig(std::move(options));
  Client client(rig.loop);
  std::optional<Answer> answer;
  std::string why;
  ASSERT_TRUE(client.connect(rig.path, [&](const Failure& failure) { why = failure.sentence; }));
  client.call(do_call(), {}, [&](Answer came) { answer = std::move(came); });
  ASSERT_TRUE(rig.until([&] { return answer && !why.empty(); }));
  ASSERT_TRUE(*answer) << answer->error().sentence;
  EXPECT_EQ((*answer)->error, permission_denied_error);
}

// What a broken server may send; each ends the connection with a reason.
class BrokenServer : public testing::TestWithParam<std::pair<std::string, FailureKind>> {};

TEST_P(BrokenServer, EndsTheConnection) {
  const Scratch scratch;
  boost::asio::io_context loop;
  auto listening = ListenSocket::at(scratch.path("socket"), 0600);
  ASSERT_TRUE(listening);
  Client client(loop);
  std::optional<Failure> closed;
  ASSERT_TRUE(client.connect(scratch.path("socket"), [&](const Failure& why) { closed = why; }));
  std::optional<Answer> answer;
  client.call(do_call(), {}, [&](Answer came) { answer = std::move(came); });
  RawListener listener(*listening);
  listener.accept_and_send(GetParam().first);
  ASSERT_TRUE(turn_until(loop, [&] { return closed.has_value(); }));
  ASSERT_TRUE(answer && !*answer);
  EXPECT_EQ(answer->error().kind, GetParam().second);
  EXPECT_EQ(closed->kind, GetParam().second);
}

INSTANTIATE_TEST_SUITE_P(
    Messages, BrokenServer,
    testing::Values(std::pair{std::string("nonsense\0", 9), FailureKind::protocol},
                    std::pair{std::string("\0\0\0", 3), FailureKind::protocol},
                    std::pair{std::string("{\"continues\":true}\0", 19), FailureKind::protocol},
                    std::pair{std::string("{\"par"), FailureKind::not_connected}));

}  // namespace
}  // namespace lineman::varlink
