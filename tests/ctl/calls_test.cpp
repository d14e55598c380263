// The verbs about calls and subscriptions: what they ask for and what they show.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <sstream>

#include "ctl/printers.hpp"
#include "ctl/views.hpp"
#include "tests/ctl/run_program.hpp"

namespace lineman::ctl {
namespace {

constexpr std::int64_t now = 1'767'323'045;  // 2026-01-02T03:04:05Z

constexpr std::string_view calls =
    R"({"version":1,"calls":[
    {"call":7,"account":1,"outgoing":true,"peer":"sip:1002@b.example","state":"established",
     "target":"127.0.0.1:5060","since":"2026-01-02T03:03:05Z"},
    {"call":12,"account":2,"outgoing":false,"peer":"sip:a@b","state":"ringing",
     "target":"127.0.0.2:5060","since":"2026-01-02T03:04:00Z"}]})";

constexpr std::string_view subscriptions =
    R"({"version":1,"subscriptions":[
    {"subscription":9,"account":1,"event":"message-summary","uri":"sip:1001@b","state":"active",
     "target":"127.0.0.1:5060","expires_at":"2026-01-02T04:04:05Z",
     "last_body":"Messages-Waiting: yes\r\nVoice-Message: 2/0\r\n"},
    {"subscription":10,"account":1,"event":"dialog","uri":"sip:1002@b","state":"pending",
     "target":"","expires_at":null,"last_body":""}]})";

boost::json::object parsed(std::string_view text) {
  return boost::json::parse(text).as_object();
}

std::string text(const Document& document) {
  std::ostringstream out;
  print_text(document, out, false, 120);
  return out.str();
}

std::string keyvalue(const Document& document) {
  std::ostringstream out;
  print_keyvalue(document, out);
  return out.str();
}

std::string reply(std::string_view parameters) {
  return R"({"parameters":)" + std::string{parameters} + '}';
}

TEST(CallsView, has_a_line_for_each_call) {
  EXPECT_EQ(text(view_of_calls(parsed(calls), now)),
            "CALL  ACCOUNT        PEER                STATE        FOR    TARGET\n"
            "   7        1  to    sip:1002@b.example  established  1 min  127.0.0.1:5060\n"
            "  12        2  from  sip:a@b             ringing      5 s    127.0.0.2:5060\n");
  EXPECT_EQ(text(view_of_calls(parsed(R"({"calls":[]})"), now)), "There is no call.\n");
}

TEST(CallsView, gives_programs_the_values_of_the_json_shape) {
  const auto lines = keyvalue(view_of_calls(parsed(calls), now));
  for (const auto* line :
       {"call.7.account=1\n", "call.7.outgoing=true\n", "call.7.state=established\n",
        "call.12.outgoing=false\n", "call.12.since=2026-01-02T03:04:00Z\n"}) {
    EXPECT_NE(lines.find(line), std::string::npos) << line << lines;
  }
}

TEST(SubscriptionsView, tells_what_was_said_last) {
  const auto shown = text(view_of_subscriptions(parsed(subscriptions), now));
  EXPECT_NE(shown.find("message-summary"), std::string::npos);
  EXPECT_NE(shown.find("1 h"), std::string::npos) << shown;
  EXPECT_NE(shown.find("Messages-Waiting:"), std::string::npos) << shown;
  EXPECT_EQ(text(view_of_subscriptions(parsed("{}"), now)), "There is no subscription.\n");
  const auto lines = keyvalue(view_of_subscriptions(parsed(subscriptions), now));
  EXPECT_NE(lines.find("subscription.9.state=active\n"), std::string::npos) << lines;
  EXPECT_NE(lines.find("subscription.10.expires_at=\n"), std::string::npos) << lines;
}

TEST(CallVerbs, ask_for_what_the_command_line_says) {
  FakeAgent agent{{reply(R"({"version":1,"call":7})"), reply(R"({"version":1})"), reply(calls),
                   reply(R"({"version":1,"subscription":9})"),
                   reply(R"({"version":1,"subscription":10})"), reply(R"({"version":1})"),
                   reply(subscriptions)}};
  const auto call = run_with(agent, {"call", "1", "sip:1002@b"});
  EXPECT_EQ(call.code, exit_done) << call.err;
  EXPECT_NE(call.out.find("Call  7\n"), std::string::npos) << call.out;
  EXPECT_EQ(run_with(agent, {"hangup", "7"}).out, "Call 7 ends.\n");
  EXPECT_EQ(run_with(agent, {"calls"}).code, exit_done);
  EXPECT_EQ(run_with(agent, {"-f", "keyvalue", "subscribe", "1", "dialog", "1002"}).out,
            "subscription=9\n");
  EXPECT_EQ(run_with(agent, {"subscribe", "2", "message-summary"}).code, exit_done);
  EXPECT_EQ(run_with(agent, {"unsubscribe", "9"}).out, "Subscription 9 ends.\n");
  EXPECT_EQ(run_with(agent, {"subscriptions"}).code, exit_done);
  const auto& asked = agent.calls();
  ASSERT_EQ(asked.size(), 7);
  const auto expect = [&](std::size_t number, const char* method, const char* parameters) {
    EXPECT_EQ(asked[number].at("method").as_string(),
              std::string{"org.lineman.Control1."} + method);
    EXPECT_EQ(asked[number].at("parameters"), boost::json::parse(parameters));
  };
  expect(0, "Dial", R"({"account":1,"uri":"sip:1002@b"})");
  expect(1, "Hangup", R"({"call":7})");
  expect(3, "Subscribe", R"({"account":1,"event":"dialog","uri":"1002"})");
  expect(4, "Subscribe", R"({"account":2,"event":"message-summary"})");
  expect(5, "Unsubscribe", R"({"subscription":9})");
}

TEST(CallVerbs, show_a_refusal_as_one) {
  FakeAgent agent{{R"({"error":"org.lineman.Control1.Refused","parameters":{"version":1,)"
                   R"("problems":[{"name":"","value":"","problem":"there is no call 7",)"
                   R"("code":"noCall"}]}})"}};
  const auto refused = run_with(agent, {"hangup", "7"});
  EXPECT_EQ(refused.code, exit_failed);
  EXPECT_NE(refused.err.find("there is no call 7"), std::string::npos) << refused.err;
}

TEST(CallVerbs, ask_nobody_for_what_is_no_request) {
  FakeAgent agent{{reply("{}")}};
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"call", "0", "1002"},
                                                                     {"call", "one", "1002"},
                                                                     {"call", "1"},
                                                                     {"hangup"},
                                                                     {"hangup", "0"},
                                                                     {"hangup", "4294967296"},
                                                                     {"calls", "1"},
                                                                     {"subscribe", "1"},
                                                                     {"unsubscribe", "x"}}) {
    EXPECT_EQ(run_with(agent, arguments).code, exit_usage) << arguments.front();
  }
  EXPECT_TRUE(agent.calls().empty());
}

}  // namespace
}  // namespace lineman::ctl
