#include "sipcore/message/sip_message.hpp"

#include <gtest/gtest.h>

#include <random>

#include "sipcore/message/request_text.hpp"
#include "tests/sipcore/engine_fixture.hpp"

namespace lineman::sipcore {
namespace {

constexpr std::string_view fields =
    "Via: SIP/2.0/UDP 192.0.2.5:5060;rport=5060;branch=z9hG4bK1\r\n"
    "From: \"A\" <sip:1001@sip.test>;tag=f\r\n"
    "To: <sip:1001@sip.test>;tag=t\r\n"
    "Call-ID: call@host\r\n"
    "CSeq: 4 REGISTER\r\n";

Response response(const std::string& text) {
  const auto message = parse_message(text);
  EXPECT_TRUE(message) << message.error();
  return message ? std::get<Response>(*message) : Response{};
}

TEST(SipMessage, ReadsAResponse) {
  const auto read = response(
      "SIP/2.0 401 Not yet\r\n" + std::string(fields) +
      "WWW-Authenticate: Digest realm=\"a \\\"b\\\"\", nonce=\"n\", qop=\"auth-int, auth\","
      " algorithm=SHA-256, opaque=\"o\", stale=TRUE\r\n"
      "Proxy-Authenticate: Digest realm=\"p\", nonce=\"m\"\r\n"
      "Contact: <sip:1001@192.0.2.5:5060;binding=7>;expires=30, <sip:1002@[2001:db8::1]>\r\n"
      "Expires: 60\r\nMin-Expires: 90\r\nRetry-After: 5 (soon);duration=3\r\n\r\n");
  EXPECT_EQ(read.status, 401);
  EXPECT_EQ(read.reason, "Not yet");
  EXPECT_EQ(read.branch, "z9hG4bK1");
  EXPECT_EQ(read.method, "REGISTER");
  EXPECT_EQ(read.cseq, 4);
  EXPECT_EQ(read.call_id, "call@host");
  EXPECT_EQ(read.from_tag, "f");
  EXPECT_EQ(read.expires, 60);
  EXPECT_EQ(read.min_expires, 90);
  EXPECT_EQ(read.retry_after, 5);
  ASSERT_EQ(read.challenges.size(), 2);
  EXPECT_EQ(read.challenges[0].realm, "a \\\"b\\\"");
  EXPECT_EQ(read.challenges[0].algorithm, DigestAlgorithm::sha256);
  EXPECT_TRUE(read.challenges[0].qop_auth);
  EXPECT_TRUE(read.challenges[0].stale);
  EXPECT_EQ(read.challenges[0].opaque, "o");
  EXPECT_TRUE(read.challenges[1].proxy);
  EXPECT_FALSE(read.challenges[1].qop_given);
  ASSERT_EQ(read.contacts.size(), 2);
  EXPECT_EQ(read.contacts[0].binding, "7");
  EXPECT_EQ(read.contacts[0].expires, 30);
  EXPECT_EQ(read.contacts[0].port, 5060);
  EXPECT_FALSE(read.contacts[1].expires);
}

TEST(SipMessage, TakesWhatIsTooLargeForTheLargest) {
  const auto read =
      response("SIP/2.0 200 OK\r\n" + std::string(fields) + "Expires: 99999999999999\r\n\r\n");
  EXPECT_EQ(read.expires, 4'294'967'295U);
  EXPECT_FALSE(
      response("SIP/2.0 200 OK\r\n" + std::string(fields) + "Expires: soon\r\n\r\n").expires);
  EXPECT_FALSE(
      response("SIP/2.0 200 OK\r\n" + std::string(fields) + "Retry-After: -1\r\n\r\n").retry_after);
}

TEST(SipMessage, BoundsWhatItTakesFromOneResponse) {
  std::string text = "SIP/2.0 401 No\r\n" + std::string(fields);
  for (int i = 0; i < 100; ++i) {
    text += "Contact: <sip:" + std::to_string(i) + "@192.0.2.5>\r\n";
    text += "WWW-Authenticate: Digest realm=\"" + std::to_string(i) + "\", nonce=\"n\"\r\n";
  }
  const auto read = response(text + "\r\n");
  EXPECT_EQ(read.contacts.size(), most_contacts);
  EXPECT_EQ(read.challenges.size(), most_challenges);
}

TEST(SipMessage, RefusesWhatIsNone) {
  const std::string good(fields);
  const auto without = [&](std::string_view name) {
    const auto start = good.find(std::string(name) + ":");
    return "SIP/2.0 200 OK\r\n" + good.substr(0, start) +
           good.substr(good.find("\r\n", start) + 2) + "\r\n";
  };
  for (const auto* name : {"Via", "From", "To", "Call-ID", "CSeq"})
    EXPECT_FALSE(parse_message(without(name))) << name;
  for (const auto* line :
       {"SIP/2.0 2x0 OK", "SIP/2.0 099 OK", "SIP/2.0 700 OK", "SIP/2.0 20 OK", "SIP/2.0 2000 OK",
        "SIP/1.0 200 OK", "SIP/2.0 -20 OK", "SIP/2.0  200 OK", "200 OK", ""}) {
    EXPECT_FALSE(parse_message(std::string(line) + "\r\n" + good + "\r\n")) << line;
  }
  EXPECT_FALSE(parse_message("SIP/2.0 200 OK\r\n" + good +
                             "X: " + std::string(longest_message, 'x') + "\r\n\r\n"));
  EXPECT_FALSE(parse_message(std::string("SIP/2.0 200 OK\0\r\n", 17) + good + "\r\n"));
  EXPECT_FALSE(parse_message("OPTIONS sip:a SIP/2.0\r\n" + good + "\r\n"))
      << "CSeq names another method";
}

TEST(SipMessage, EscapesWhatAUserMayWrite) {
  EXPECT_EQ(escaped_user("1001"), "1001");
  EXPECT_EQ(escaped_user("a b<c>@d:e%f"), "a%20b%3Cc%3E%40d%3Ae%25f");
  EXPECT_EQ(escaped_user("\xC3\xA9"), "%C3%A9");
  EXPECT_EQ(display_name_text(""), "");
  EXPECT_EQ(display_name_text(R"(A "B" \)"), R"("A \"B\" \\" )");
}

// RFC 3261, 18.2.1, and RFC 3581.
TEST(SipMessage, ReadsHowTheServerSeesUs) {
  const auto seen = [](const std::string& parameters) {
    const auto message = parse_message(
        "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.5:5060;branch=z9hG4bK1" + parameters +
        "\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:a@b>;tag=2\r\nCall-ID: "
        "c\r\nCSeq: 1 REGISTER\r\nContent-Length: 0\r\n\r\n");
    const auto& response = std::get<Response>(message.value());
    return response.seen_as ? to_string(*response.seen_as) : "";
  };
  EXPECT_EQ(seen(";received=203.0.113.7;rport=40000"), "203.0.113.7:40000");
  EXPECT_EQ(seen(";rport=40000"), "192.0.2.5:40000");
  EXPECT_EQ(seen(";received=203.0.113.7"), "203.0.113.7:5060");
  EXPECT_EQ(seen(";received=2001:db8::7;rport=1"), "[2001:db8::7]:1");
  EXPECT_EQ(seen(""), "");
  EXPECT_EQ(seen(";rport"), "");
  EXPECT_EQ(seen(";rport=0"), "");
  EXPECT_EQ(seen(";rport=70000"), "");
  EXPECT_EQ(seen(";received=here;rport=5"), "");
}

TEST(SipMessage, ReadsBackWhatItWrites) {
  const Identity identity{
      .user = "a b", .domain = "[2001:db8::1]", .display_name = "Müller, \"X\""};
  const Target local{.address = parse_ip("2001:db8::5").value(), .port = 5062};
  const auto text = register_text({.identity = identity,
                                   .local = local,
                                   .contact = local,
                                   .branch = "z9hG4bKx",
                                   .from_tag = "tag",
                                   .call_id = "call",
                                   .cseq = 9,
                                   .expires = 60,
                                   .binding = "abc",
                                   .reg_id = 3,
                                   .instance_id = "urn:uuid:1",
                                   .authorization = ""});
  const auto parsed = parse_message(text);
  ASSERT_TRUE(parsed) << parsed.error();
  const auto& request = std::get<Request>(*parsed);
  EXPECT_EQ(request.method, "REGISTER");
  EXPECT_EQ(request.branch, "z9hG4bKx");
  EXPECT_EQ(request.cseq, 9);
  EXPECT_NE(text.find("Contact: "
                      "<sip:a%20b@[2001:db8::5]:5062;binding=abc>;expires=60;+sip.instance=\"<urn:"
                      "uuid:1>\";reg-id=3\r\n"),
            std::string::npos)
      << text;
}

// Whatever arrives, nothing breaks and every sum holds: mutated, truncated and spliced responses,
// the same ones each time.
TEST(SipMessage, SurvivesWhateverArrives) {
  test::EngineRig rig;
  rig.values[1] = {{"enable", "1"},
                   {"user_name", "1001"},
                   {"password", "p"},
                   {"sip_server.1.address", "192.0.2.1"}};
  rig.load();
  rig.clock.advance({});
  const auto from = rig.transport.sent.front().to;
  std::mt19937 random(20'260'101);
  const auto below = [&](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
  };
  for (int round = 0; round < 6000; ++round) {
    const auto request = rig.transport.sent.back().text;
    std::string text = round % 3 == 0
                           ? test::granted(request, 60)
                           : test::response_to(request, round % 3 == 1 ? "401 No" : "503 Later",
                                               R"(WWW-Authenticate: Digest realm="r", nonce="n)" +
                                                   std::to_string(round) +
                                                   "\", qop=\"auth\"\r\nRetry-After: 1\r\n");
    for (auto changes = below(8); changes > 0 && !text.empty(); --changes) {
      const auto at = below(text.size());
      switch (below(4)) {
        case 0:
          text[at] = static_cast<char>(below(256));
          break;
        case 1:
          text.erase(at, below(20));
          break;
        case 2:
          text.insert(at, text.substr(below(text.size()), below(40)));
          break;
        default:
          text.insert(at, 1, "\r\n\";,<>=:% \t"[below(12)]);
          break;
      }
    }
    rig.transport.deliver(from, text);
    rig.clock.advance(std::chrono::milliseconds(below(400)));
    if (rig.transport.sent.size() > 1)
      rig.transport.sent.erase(rig.transport.sent.begin(), rig.transport.sent.end() - 1);
    rig.transport.replies.clear();
  }
  rig.check_sums();
}

}  // namespace
}  // namespace lineman::sipcore
