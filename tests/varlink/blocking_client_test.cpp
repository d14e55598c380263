#include "varlink/blocking_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/varlink/rig.hpp"
#include "varlink/errors.hpp"

namespace lineman::varlink {
namespace {

using testing::ElementsAre;

// Answers by member: Echo, Stream, Silent.
class AnsweringHandler : public Handler {
 public:
  void called(Exchange exchange) override {
    const auto member = std::string(exchange.call().member());
    if (member == "Echo") return exchange.reply(exchange.call().parameters);
    if (member == "Silent") return kept.push_back(exchange);
    if (member != "Stream") return exchange.error(method_not_found(exchange.call().method));
    exchange.continues({{"n", 1}});
    exchange.continues({{"n", 2}});
    exchange.reply({{"n", 3}});
  }
  std::vector<Exchange> kept;
};

// A server on a thread of its own.
class BlockingClientTest : public testing::Test {
 protected:
  void SetUp() override {
    auto socket = ListenSocket::at(path, 0600);
    ASSERT_TRUE(socket) << socket.error();
    ServerOptions options;
    options.interfaces.push_back({test_interface, test_description});
    server = std::make_unique<Server>(loop, options, handler);
    server->open(std::move(*socket));
    turner = std::thread([this] { loop.run(); });
  }
  void TearDown() override {
    loop.stop();
    turner.join();
    server.reset();
  }
  static Call call(const char* member, Object parameters = {}) {
    return {.method = std::string(test_interface) + "." + member,
            .parameters = std::move(parameters)};
  }

  Scratch scratch;
  std::string path = scratch.path("socket");
  boost::asio::io_context loop;
  AnsweringHandler handler;
  std::unique_ptr<Server> server;
  std::thread turner;
};

TEST_F(BlockingClientTest, Calls) {
  auto client = BlockingClient::connect(path);
  ASSERT_TRUE(client) << client.error().sentence;
  for (int i = 0; i < 3; ++i) {
    const auto answer = client->call(call("Echo", {{"n", i}}), std::chrono::seconds(30));
    ASSERT_TRUE(answer) << answer.error().sentence;
    EXPECT_EQ(answer->parameters.at("n"), i);
  }
}

TEST_F(BlockingClientTest, LongMessages) {
  auto client = BlockingClient::connect(path);
  ASSERT_TRUE(client);
  const std::string filling(maximum_frame - 1000, 'x');
  const auto answer = client->call(call("Echo", {{"x", filling}}), std::nullopt);
  ASSERT_TRUE(answer) << answer.error().sentence;
  EXPECT_EQ(answer->parameters.at("x"), boost::json::string(filling));
}

TEST_F(BlockingClientTest, Streams) {
  auto client = BlockingClient::connect(path);
  ASSERT_TRUE(client);
  std::vector<std::int64_t> seen;
  const auto each = [&](const Reply& reply) {
    seen.push_back(reply.parameters.at("n").as_int64());
    return true;
  };
  const auto last = client->stream(call("Stream"), std::chrono::seconds(30), each);
  ASSERT_TRUE(last);
  EXPECT_FALSE(last->continues);
  EXPECT_THAT(seen, ElementsAre(1, 2, 3));
}

TEST_F(BlockingClientTest, StopsAStream) {
  auto client = BlockingClient::connect(path);
  ASSERT_TRUE(client);
  const auto last =
      client->stream(call("Stream"), std::chrono::seconds(30), [](const Reply&) { return false; });
  ASSERT_TRUE(last);
  EXPECT_EQ(last->parameters.at("n"), 1);
}

TEST_F(BlockingClientTest, TimesOut) {
  auto client = BlockingClient::connect(path);
  ASSERT_TRUE(client);
  const auto answer = client->call(call("Silent"), std::chrono::milliseconds(1));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, FailureKind::timed_out);
}

TEST_F(BlockingClientTest, AnErrorOfTheServiceIsAReply) {
  auto client = BlockingClient::connect(path);
  ASSERT_TRUE(client);
  const auto answer = client->call(call("Other"), std::nullopt);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->error, method_not_found_error);
}

TEST(BlockingClient, NobodyThere) {
  const Scratch scratch;
  const auto client = BlockingClient::connect(scratch.path("socket"));
  ASSERT_FALSE(client);
  EXPECT_EQ(client.error().kind, FailureKind::not_connected);
}

TEST(BlockingClient, BrokenServers) {
  const Scratch scratch;
  auto listening = ListenSocket::at(scratch.path("socket"), 0600);
  ASSERT_TRUE(listening);
  RawListener listener(*listening);
  const auto kind_of = [&](const std::string& octets) {
    auto client = BlockingClient::connect(scratch.path("socket"));
    if (!client) throw std::runtime_error(client.error().sentence);
    listener.accept_and_send(octets);
    return client->call({.method = "a.B"}, std::chrono::seconds(30)).error().kind;
  };
  EXPECT_EQ(kind_of(std::string("nonsense\0", 9)), FailureKind::protocol);
  EXPECT_EQ(kind_of(std::string("{\"continues\":true}\0", 19)), FailureKind::protocol);
  EXPECT_EQ(kind_of("{\"par"), FailureKind::not_connected);
  EXPECT_EQ(kind_of(""), FailureKind::not_connected);
}

}  // namespace
}  // namespace lineman::varlink
