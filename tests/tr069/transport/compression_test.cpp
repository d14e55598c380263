// gzip both ways (TR-069, 3.4.1), and Retry-After.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/tr069/transport/loop.hpp"
#include "tests/tr069/transport/scripted_acs.hpp"
#include "tr069/codec/codec.hpp"
#include "tr069/transport/gzip.hpp"

namespace lineman::cwmp {
namespace {

using test::answer;
using test::ask;
using test::Asked;
using test::outcome;
using test::ScriptedAcs;

// At most `most` octets of it.
std::string unpacked(const std::string& packed, std::size_t most) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string text(most, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

TEST(Gzip, ComesBackAsItWas) {
  for (const std::size_t size : {0U, 1U, 5'000U, 4U * 1024 * 1024}) {
    std::string text(size, 'x');
    for (std::size_t i = 0; i < size; i += 7) text[i] = static_cast<char>(i * i % 251);
    EXPECT_EQ(unpacked(gzip(text).value(), size + 1), text) << size;
  }
}

class Item8 : public ::testing::Test {
 protected:
  std::unique_ptr<HttpClient::Connection> open(const ScriptedAcs& acs, bool compress = true) {
    return client_.open({}, {.url = acs.url(), .compress = compress});
  }
  test::Loop loop_;
  HttpClient client_{loop_.context()};
};

TEST_F(Item8, EnvelopesGoAsGzipWhenEnabled) {
  ScriptedAcs acs{[](const Asked&) { return answer(200, "<a/>"); }};
  const auto connection = open(acs);
  const std::string envelope(10'000, 'x');
  EXPECT_EQ(outcome(ask(loop_, *connection, envelope)), "200");
  const auto asked = acs.asked().at(0);
  EXPECT_EQ(asked.field("content-encoding"), "gzip");
  EXPECT_EQ(asked.field("accept-encoding"), "gzip");
  EXPECT_EQ(asked.field("content-type"), "text/xml; charset=utf-8");
  EXPECT_LT(asked.body.size(), 200U);
  EXPECT_EQ(unpacked(asked.body, envelope.size()), envelope);
}

TEST_F(Item8, NothingOfGzipUnlessEnabled) {
  ScriptedAcs acs{[](const Asked&) { return answer(200, "<a/>"); }};
  const auto connection = open(acs, false);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "200");
  EXPECT_FALSE(acs.asked().at(0).has("content-encoding"));
  EXPECT_FALSE(acs.asked().at(0).has("accept-encoding"));
}

TEST_F(Item8, AnEmptyPostIsNotPacked) {
  ScriptedAcs acs{[](const Asked&) { return answer(204); }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "")), "204");
  for (const auto* absent : {"content-encoding", "content-type", "soapaction"}) {
    EXPECT_FALSE(acs.asked().at(0).has(absent)) << absent;
  }
  EXPECT_EQ(acs.asked().at(0).field("content-length"), "0");
}

TEST_F(Item8, ARedirectedEnvelopeIsPackedOnce) {
  ScriptedAcs there{[](const Asked&) { return answer(200); }};
  ScriptedAcs acs{[&](const Asked&) { return answer(307, "", {"Location: " + there.url()}); }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "200");
  EXPECT_EQ(unpacked(there.asked().at(0).body, 10), "<b/>");
}

TEST_F(Item8, AnAnswerMayComeAsGzip) {
  const std::string text(100'000, 'y');
  ScriptedAcs acs{
      [&](const Asked&) { return answer(200, gzip(text).value(), {"Content-Encoding: gzip"}); }};
  const auto connection = open(acs);
  const auto reply = ask(loop_, *connection, "<b/>");
  ASSERT_TRUE(reply) << reply.error();
  EXPECT_EQ(reply->body, text);
}

TEST_F(Item8, AnAnswerAsGzipIsBoundedAsItComesOut) {
  const auto packed = gzip(std::string(64U * maximum_envelope, 'x')).value();
  EXPECT_LT(packed.size(), maximum_envelope);
  ScriptedAcs acs{[&](const Asked&) { return answer(200, packed, {"Content-Encoding: gzip"}); }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "the ACS sent more than 4 MiB");
}

TEST_F(Item8, AnAnswerThatIsNoGzip) {
  std::string broken = gzip(std::string(1000, 'x')).value();
  broken.replace(12, 2, "no");
  for (const std::string& body : {std::string{"<a/>"}, broken}) {
    ScriptedAcs acs{[&](const Asked&) { return answer(200, body, {"Content-Encoding: gzip"}); }};
    const auto connection = open(acs);
    EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")),
              "the answer is not the gzip that it says it is");
  }
}

TEST_F(Item8, StatusesOfPackedEnvelopesAreReplies) {
  ScriptedAcs acs{[](const Asked&) { return answer(415); }};
  const auto connection = open(acs);
  EXPECT_EQ(outcome(ask(loop_, *connection, "<b/>")), "415");
}

struct Closed {
  int status;
  std::string field;
  std::chrono::seconds time;
};

class RetryAfter : public Item8, public ::testing::WithParamInterface<Closed> {};

TEST_P(RetryAfter, IsToldWith503) {
  ScriptedAcs acs{[](const Asked&) { return answer(GetParam().status, "", {GetParam().field}); }};
  const auto connection = open(acs, false);
  const auto reply = ask(loop_, *connection, "<b/>");
  ASSERT_TRUE(reply) << reply.error();
  EXPECT_EQ(reply->closed_for, GetParam().time);
}

using std::chrono::seconds;
INSTANTIATE_TEST_SUITE_P(Each, RetryAfter,
                         ::testing::Values(Closed{503, "Retry-After: 120", seconds{120}},
                                           Closed{503, "Retry-After: 0", seconds{0}},
                                           Closed{503, "Retry-After: -5", seconds{0}},
                                           Closed{503, "Retry-After: soon", seconds{0}},
                                           Closed{503, "Retry-After: Thu, 01 Jan 1970 00:00:09 GMT",
                                                  seconds{0}},
                                           Closed{503, "X-Nothing: 1", seconds{0}},
                                           Closed{500, "Retry-After: 120", seconds{0}}));

}  // namespace
}  // namespace lineman::cwmp
