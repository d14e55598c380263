// What a request looks like at the other end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/tr069/transport/loop.hpp"
#include "tests/tr069/transport/scripted_acs.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::ask;
using test::Asked;
using test::outcome;
using ::testing::StartsWith;

class Requests : public ::testing::Test {
 protected:
  std::unique_ptr<HttpClient::Connection> open(const HttpSettings& settings = {}) {
    return client_.open(settings, {.url = acs_.url("/acs?x=1&y=2")});
  }

  test::Loop loop_;
  test::ScriptedAcs acs_{[](const Asked& asked) {
    return asked.body.empty() ? answer(204) : answer(200, "<answer/>");
  }};
  HttpClient client_{loop_.context()};
};

TEST_F(Requests, AnEnvelopeGoesAsTheStandardSays) {
  const auto connection = open();
  const auto reply = ask(loop_, *connection, "<envelope/>");
  ASSERT_TRUE(reply) << reply.error();
  EXPECT_EQ(reply->status, 200U);
  EXPECT_EQ(reply->body, "<answer/>");

  ASSERT_EQ(acs_.asked().size(), 1U);
  const Asked asked = acs_.asked()[0];
  EXPECT_EQ(asked.method, "POST");
  EXPECT_EQ(asked.target, "/acs?x=1&y=2");
  EXPECT_EQ(asked.field("content-type"), "text/xml; charset=utf-8");
  EXPECT_TRUE(asked.has("soapaction"));
  EXPECT_EQ(asked.field("soapaction"), "");
  EXPECT_EQ(asked.field("content-length"), "11");
  EXPECT_THAT(asked.field("user-agent"), StartsWith("Lineman/"));
  EXPECT_EQ(asked.body, "<envelope/>");
  for (const auto* absent : {"expect", "authorization", "cookie", "accept-encoding", "upgrade"}) {
    EXPECT_FALSE(asked.has(absent)) << absent;
  }
}

TEST_F(Requests, ALargeEnvelopeDoesNotWaitForAContinue) {
  const auto connection = open();
  const std::string large(3U * 1024 * 1024, 'x');
  EXPECT_EQ(outcome(ask(loop_, *connection, large)), "200");
  EXPECT_EQ(acs_.asked().at(0).body, large);
  EXPECT_FALSE(acs_.asked().at(0).has("expect"));
}

TEST_F(Requests, AnEmptyPostHasNeitherSoapActionNorContentType) {
  const auto connection = open();
  EXPECT_EQ(outcome(ask(loop_, *connection, "<envelope/>")), "200");
  EXPECT_EQ(outcome(ask(loop_, *connection, "")), "204");
  const Asked asked = acs_.asked().at(1);
  EXPECT_EQ(asked.method, "POST");
  EXPECT_EQ(asked.field("content-length"), "0");
  EXPECT_FALSE(asked.has("soapaction"));
  EXPECT_FALSE(asked.has("content-type"));
}

TEST_F(Requests, NothingOfTheEnvironmentCounts) {
  const std::vector<std::string> names{"http_proxy", "https_proxy", "all_proxy", "ALL_PROXY"};
  for (const auto& name : names) ::setenv(name.c_str(), "http://127.0.0.1:1/", 1);
  const auto connection = open();
  EXPECT_EQ(outcome(ask(loop_, *connection, "<envelope/>")), "200");
  for (const auto& name : names) ::unsetenv(name.c_str());
}

TEST_F(Requests, ABodyMayHoldAnyOctet) {
  const auto connection = open();
  const std::string body("a\0b\xff", 4);
  EXPECT_EQ(outcome(ask(loop_, *connection, body)), "200");
  EXPECT_EQ(acs_.asked().at(0).body, body);
}

TEST_F(Requests, OurAddressIsKnownAfterAReply) {
  const auto connection = open();
  EXPECT_EQ(connection->local_address(), "");
  EXPECT_EQ(outcome(ask(loop_, *connection, "<envelope/>")), "200");
  EXPECT_EQ(connection->local_address(), "127.0.0.1");
}

TEST_F(Requests, OneAtATime) {
  const auto connection = open();
  std::string first;
  std::string second;
  connection->post("<a/>", [&](const test::Reply& reply) { first = outcome(reply); });
  connection->post("<b/>", [&](const test::Reply& reply) { second = outcome(reply); });
  EXPECT_EQ(second, "");
  ASSERT_TRUE(loop_.run_until([&] { return !first.empty() && !second.empty(); }));
  EXPECT_EQ(first, "200");
  EXPECT_EQ(second, "another request is under way");
}

}  // namespace
}  // namespace lineman::cwmp
