#include "varlink/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/varlink/rig.hpp"
#include "varlink/errors.hpp"

namespace lineman::varlink {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* do_call = R"({"method":"org.example.Test.Do"})";
constexpr const char* do_more = R"({"method":"org.example.Test.Do","more":true})";

TEST(Server, AnswersACall) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(R"({"method":"org.example.Test.Do","parameters":{"x":1}})");
  ASSERT_TRUE(rig.until_called());
  EXPECT_EQ(rig.handler.exchanges[0].call().parameters.at("x"), 1);
  EXPECT_TRUE(rig.handler.exchanges[0].open());
  rig.handler.exchanges[0].reply({{"y", 2}});
  ASSERT_TRUE(rig.until([&] { return !peer.messages().empty(); }));
  EXPECT_EQ(peer.messages()[0], R"({"parameters":{"y":2}})");
  EXPECT_FALSE(rig.handler.exchanges[0].open());
}

TEST(Server, SaysWhoAsks) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(do_call);
  ASSERT_TRUE(rig.until_called());
  const auto& who = rig.handler.exchanges[0].peer();
  EXPECT_EQ(who.pid, getpid());
  EXPECT_EQ(who.uid, geteuid());
  EXPECT_EQ(who.gid, getegid());
  EXPECT_TRUE(who.in_group(getegid()));
}

TEST(Server, HandsOutOneCallOfAConnectionAtATime) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(do_call);
  peer.send_call(R"({"method":"org.example.Test.Second"})");
  ASSERT_TRUE(rig.until_called());
  turn(rig.loop);
  EXPECT_EQ(rig.handler.exchanges.size(), 1U);
  rig.handler.exchanges[0].reply();
  ASSERT_TRUE(rig.until_called(2));
  EXPECT_EQ(rig.handler.exchanges[1].call().member(), "Second");
}

TEST(Server, OnlyTheFirstAnswerCounts) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(do_call);
  ASSERT_TRUE(rig.until_called());
  const auto copy = rig.handler.exchanges[0];
  rig.handler.exchanges[0].error(method_not_found("x.Y"));
  rig.handler.exchanges[0].reply();
  EXPECT_EQ(rig.handler.exchanges[0].continues({}), Queued::closed);
  EXPECT_FALSE(copy.open());
  ASSERT_TRUE(rig.until([&] { return !peer.messages().empty(); }));
  turn(rig.loop);
  EXPECT_EQ(peer.messages().size(), 1U);
}

TEST(Server, AnExchangeDroppedWithoutAnswerIsAnswered) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(do_call);
  ASSERT_TRUE(rig.until_called());
  rig.handler.exchanges.clear();
  ASSERT_TRUE(rig.until([&] { return !peer.messages().empty(); }));
  EXPECT_THAT(peer.messages()[0], HasSubstr(method_not_implemented_error));
}

TEST(Server, StreamsToACallWithMore) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(do_more);
  ASSERT_TRUE(rig.until_called());
  auto& exchange = rig.handler.exchanges[0];
  EXPECT_EQ(exchange.continues({{"n", 1}}), Queued::yes);
  EXPECT_EQ(exchange.continues({{"n", 2}}), Queued::yes);
  exchange.reply({{"n", 3}});
  ASSERT_TRUE(rig.until([&] { return peer.messages().size() == 3; }));
  EXPECT_THAT(peer.messages(), ElementsAre(R"({"parameters":{"n":1},"continues":true})",
                                           R"({"parameters":{"n":2},"continues":true})",
                                           R"({"parameters":{"n":3}})"));
}

TEST(Server, OnewayIsNotAnswered) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(R"({"method":"org.example.Test.Do","oneway":true})");
  peer.send_call(do_call);
  ASSERT_TRUE(rig.until_called());
  rig.handler.exchanges[0].reply({{"n", 1}});
  ASSERT_TRUE(rig.until_called(2));
  rig.handler.exchanges[1].reply({{"n", 2}});
  ASSERT_TRUE(rig.until([&] { return !peer.messages().empty(); }));
  EXPECT_THAT(peer.messages(), ElementsAre(R"({"parameters":{"n":2}})"));
}

TEST(Server, TellsOfTheEndOfAConnection) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(do_call);
  ASSERT_TRUE(rig.until_called());
  peer.close();
  ASSERT_TRUE(rig.until([&] { return !rig.handler.closed_ids.empty(); }));
  EXPECT_THAT(rig.handler.closed_ids, ElementsAre(rig.handler.exchanges[0].connection()));
  EXPECT_FALSE(rig.handler.exchanges[0].open());
  rig.handler.exchanges[0].reply();  // nothing happens
  EXPECT_EQ(rig.server->connections(), 0U);
}

TEST(Server, HalfAFrameAndThenTheEnd) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send(R"({"method":"org.exam)");
  ASSERT_TRUE(rig.until([&] { return rig.server->connections() == 1; }));
  peer.close();
  ASSERT_TRUE(rig.until([&] { return !rig.handler.closed_ids.empty(); }));
  EXPECT_TRUE(rig.handler.exchanges.empty());
}

TEST(Server, AnswersForItself) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(R"({"method":"org.varlink.service.GetInfo"})");
  peer.send_call(
      R"({"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"org.example.Test"}})");
  peer.send_call(
      R"({"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"no.Such"}})");
  peer.send_call(R"({"method":"org.varlink.service.GetInterfaceDescription"})");
  peer.send_call(R"({"method":"org.varlink.service.Other"})");
  peer.send_call(R"({"method":"no.Such.Method"})");
  ASSERT_TRUE(rig.until([&] { return peer.messages().size() == 6; }));
  const auto answers = peer.messages();
  EXPECT_EQ(
      answers[0],
      R"({"parameters":{"vendor":"Example","product":"Test","version":"1",)"
      R"("url":"https://example.org","interfaces":["org.varlink.service","org.example.Test"]}})");
  EXPECT_THAT(answers[1], HasSubstr(R"(interface org.example.Test\n)"));
  EXPECT_THAT(answers[2], HasSubstr(interface_not_found_error));
  EXPECT_THAT(answers[3], HasSubstr(invalid_parameter_error));
  EXPECT_THAT(answers[4], HasSubstr(method_not_found_error));
  EXPECT_THAT(answers[5], HasSubstr(R"("interface":"no.Such")"));
  EXPECT_TRUE(rig.handler.exchanges.empty());
}

// Each is answered with the reason, and closed; the next connection is served.
class BadInput : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(BadInput, IsAnsweredAndClosed) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(GetParam().first);
  peer.send_call(do_call);
  ASSERT_TRUE(rig.until([&] { return peer.at_end(); }));
  ASSERT_EQ(peer.messages().size(), 1U);
  EXPECT_THAT(peer.messages()[0], HasSubstr(bad_message_error));
  EXPECT_THAT(peer.messages()[0], HasSubstr(GetParam().second));
  EXPECT_TRUE(rig.handler.exchanges.empty());
  EXPECT_EQ(rig.server->connections(), 0U);
  RawPeer next(rig.path);
  next.send_call(do_call);
  EXPECT_TRUE(rig.until_called());
}

INSTANTIATE_TEST_SUITE_P(
    Messages, BadInput,
    testing::Values(std::pair{"nonsense", "not JSON"}, std::pair{"", "not JSON"},
                    std::pair{"[]", "not a JSON object"}, std::pair{"{}", "names no method"},
                    std::pair{R"({"method":"a.B"}{"method":"a.B"})", "not JSON"},
                    std::pair{"{\"method\":\"a.\xFF\"}", "not JSON"},
                    std::pair{
                        R"({"method":"a.B","parameters":{"x":[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]}})",
                        "deeper"}));

TEST(Server, FrameTooLongIsAnsweredAndClosed) {
  ServerRig rig;
  RawPeer peer(rig.path);
  const std::string flood(std::size_t{64} * 1024, 'x');
  ASSERT_TRUE(rig.until([&] {
    peer.send(flood);
    return peer.at_end();
  }));
  ASSERT_EQ(peer.messages().size(), 1U);
  EXPECT_THAT(peer.messages()[0], HasSubstr("longer than " + std::to_string(maximum_frame)));
}

TEST(Server, FloodOfNulsIsAnsweredOnceAndClosed) {
  ServerRig rig;
  RawPeer peer(rig.path);
  const std::string flood(std::size_t{64} * 1024, '\0');
  ASSERT_TRUE(rig.until([&] {
    peer.send(flood);
    return peer.at_end();
  }));
  EXPECT_EQ(peer.messages().size(), 1U);
  EXPECT_EQ(rig.server->connections(), 0U);
}

TEST(Server, FloodOfCallsIsNotReadWhileOneIsAnswered) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(do_call);
  ASSERT_TRUE(rig.until_called());
  const std::string flood = do_call + std::string(1, '\0');
  std::size_t sent = 0;
  // The kernel's buffer and one frame's worth of ours fill up; then nothing more is taken.
  std::size_t before = 1;
  while (sent != before) {
    before = sent;
    for (int i = 0; i < 1000; ++i) sent += peer.send(flood);
    for (int i = 0; i < 1000; ++i) turn(rig.loop);
  }
  EXPECT_LT(sent, 4 * maximum_frame);
  EXPECT_EQ(rig.handler.exchanges.size(), 1U);
}

TEST(Server, SlowReaderOfAStreamIsTold) {
  ServerRig rig;
  RawPeer peer(rig.path);
  peer.send_call(do_more);
  ASSERT_TRUE(rig.until_called());
  auto& exchange = rig.handler.exchanges[0];
  const std::string filling(1000, 'x');
  std::size_t queued = 0;
  while (exchange.continues({{"x", filling}}) == Queued::yes) {
    ++queued;
    ASSERT_LT(queued, 10'000U);
    turn(rig.loop);
  }
  EXPECT_TRUE(rig.handler.drained_ids.empty());
  ASSERT_TRUE(rig.until([&] {
    peer.received();
    return !rig.handler.drained_ids.empty();
  }));
  EXPECT_THAT(rig.handler.drained_ids, ElementsAre(exchange.connection()));
  EXPECT_EQ(exchange.continues({{"x", "resync"}}), Queued::yes);
  ASSERT_TRUE(rig.until([&] { return peer.messages().size() == queued + 1; }));
}

TEST(Server, SlowReaderOfRepliesGetsNoFurtherCallBegun) {
  ServerOptions options;
  options.output = 1000;
  ServerRig rig(std::move(options));
  RawPeer peer(rig.path);
  peer.send_call(do_call);
  peer.send_call(do_call);
  ASSERT_TRUE(rig.until_called());
  rig.handler.exchanges[0].reply({{"x", std::string(maximum_frame / 2, 'x')}});
  for (int i = 0; i < 100; ++i) turn(rig.loop);
  EXPECT_EQ(rig.handler.exchanges.size(), 1U);
  EXPECT_TRUE(rig.until([&] {
    peer.received();
    return rig.handler.exchanges.size() == 2;
  }));
}

TEST(Server, ConnectionsAreBounded) {
  ServerOptions options;
  options.connections = 2;
  ServerRig rig(std::move(options));
  RawPeer first(rig.path);
  RawPeer second(rig.path);
  RawPeer third(rig.path);
  ASSERT_TRUE(rig.until([&] { return third.at_end(); }));
  ASSERT_EQ(third.messages().size(), 1U);
  EXPECT_THAT(third.messages()[0], HasSubstr(too_many_connections_error));
  EXPECT_EQ(rig.server->refused(), 1U);
  first.close();
  ASSERT_TRUE(rig.until([&] { return rig.server->connections() == 1; }));
  RawPeer fourth(rig.path);
  fourth.send_call(do_call);
  EXPECT_TRUE(rig.until_called());
}

TEST(Server, WhoMayNotIsToldSo) {
  ServerOptions options;
  options.allowed = [](const Peer&) { return false; };
  ServerRig rig(std::move(options));
  RawPeer peer(rig.path);
  peer.send_call(do_call);
  ASSERT_TRUE(rig.until([&] { return peer.at_end(); }));
  ASSERT_EQ(peer.messages().size(), 1U);
  EXPECT_THAT(peer.messages()[0], HasSubstr(permission_denied_error));
  EXPECT_TRUE(rig.handler.exchanges.empty());
}

TEST(Server, EndsWithExchangesOpen) {
  Scratch scratch;
  boost::asio::io_context loop;
  KeepingHandler handler;
  ServerOptions options;
  options.interfaces.push_back({test_interface, test_description});
  auto server = std::make_unique<Server>(loop, options, handler);
  server->open(*ListenSocket::at(scratch.path("socket"), 0600));
  RawPeer peer(scratch.path("socket"));
  peer.send_call(do_call);
  ASSERT_TRUE(turn_until(loop, [&] { return !handler.exchanges.empty(); }));
  server.reset();
  EXPECT_FALSE(handler.exchanges[0].open());
  handler.exchanges[0].reply();
  EXPECT_TRUE(turn_until(loop, [&] { return peer.at_end(); }));
  EXPECT_TRUE(handler.closed_ids.empty());
}

}  // namespace
}  // namespace lineman::varlink
