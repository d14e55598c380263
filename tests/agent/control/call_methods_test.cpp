// The methods about calls and subscriptions, with a SIP core that remembers.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sipcore/protocol/call_requests.hpp"
#include "tests/agent/control/control_fixture.hpp"
#include "varlink/errors.hpp"

namespace lineman::agent {
namespace {

namespace json = boost::json;
using sipcore::ErrorCode;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class CallMethods : public ControlTest {
 protected:
  varlink::Reply call(std::string_view method, std::string_view parameters = "{}") {
    return ControlTest::call(method, json::parse(parameters).as_object());
  }
  // The one problem of a refusal: its code and sentence.
  std::string problem(std::string_view method, std::string_view parameters = "{}") {
    const auto reply = call(method, parameters);
    EXPECT_EQ(reply.error, "org.lineman.Control1.Refused");
    const auto& only = reply.parameters.at("problems").as_array().at(0);
    return std::string{only.at("code").as_string()} + ": " +
           std::string{only.at("problem").as_string()};
  }
};

TEST_F(CallMethods, HandOnWhatIsAskedFor) {
  EXPECT_EQ(call("Dial", R"({"account":1,"uri":"sip:1002@b"})").parameters,
            json::parse(R"({"version":1,"call":7})").as_object());
  EXPECT_EQ(call("Hangup", R"({"call":7})").parameters,
            json::parse(R"({"version":1})").as_object());
  EXPECT_EQ(call("Subscribe", R"({"account":2,"event":"dialog","uri":"1002"})").parameters,
            json::parse(R"({"version":1,"subscription":9})").as_object());
  EXPECT_EQ(call("Subscribe", R"({"account":2,"event":"message-summary"})").error, "");
  EXPECT_EQ(call("Unsubscribe", R"({"subscription":9})").error, "");
  EXPECT_THAT(calls_.asked, ElementsAre("dial 1 sip:1002@b", "hangup 7", "subscribe 2 dialog 1002",
                                        "subscribe 2 message-summary ", "unsubscribe 9"));
}

TEST_F(CallMethods, ListsHaveTheShapeThatIsPromised) {
  calls_.call_list = {{.call = 7,
                       .account = 1,
                       .outgoing = true,
                       .peer = "sip:1002@b",
                       .state = sipcore::CallState::established,
                       .target = "127.0.0.1:5060",
                       .since = 1'767'323'045}};
  EXPECT_EQ(json::serialize(call("Calls").parameters),
            R"({"version":1,"calls":[{"call":7,"account":1,"outgoing":true,"peer":"sip:1002@b",)"
            R"("state":"established","target":"127.0.0.1:5060","since":"2026-01-02T03:04:05Z"}]})");
  calls_.subscription_list = {{.subscription = 9,
                               .account = 2,
                               .event = "dialog",
                               .uri = "sip:1002@b",
                               .last_body = "<x/>"}};
  EXPECT_EQ(json::serialize(call("Subscriptions").parameters),
            R"({"version":1,"subscriptions":[{"subscription":9,"account":2,"event":"dialog",)"
            R"("uri":"sip:1002@b","state":"pending","target":"","expires_at":null,)"
            R"("last_body":"<x/>"}]})");
}

TEST_F(CallMethods, SayWhyNot) {
  constexpr auto dial = R"({"account":1,"uri":"1002"})";
  calls_.refusal = sipcore::Error{.code = ErrorCode::not_possible, .sentence = "no account"};
  EXPECT_EQ(problem("Dial", dial), "notPossible: no account");
  calls_.refusal = sipcore::Error{.code = ErrorCode::unsupported, .sentence = "no calls here"};
  EXPECT_EQ(problem("Dial", dial), "notPossible: no calls here");
  calls_.refusal = sipcore::Error{.code = ErrorCode::no_call};
  EXPECT_EQ(problem("Hangup", R"({"call":12})"), "noCall: there is no call 12");
  EXPECT_EQ(problem("Unsubscribe", R"({"subscription":4})"), "noCall: there is no subscription 4");
  calls_.refusal = sipcore::Error{.code = ErrorCode::not_connected};
  EXPECT_EQ(problem("Dial", dial), "coreAway: the SIP core is away");
  EXPECT_EQ(problem("Calls"), "coreAway: the SIP core is away");
  EXPECT_EQ(problem("Subscriptions"), "coreAway: the SIP core is away");
  calls_.refusal = sipcore::Error{.code = ErrorCode::timed_out};
  EXPECT_THAT(problem("Dial", dial), HasSubstr("did not answer in time"));
}

TEST_F(CallMethods, AskTheCoreForNothingThatIsNoRequest) {
  const auto too_long =
      R"({"account":1,"uri":")" + std::string(sipcore::maximum_uri + 1, '1') + "\"}";
  for (const auto& [method, parameters] : std::vector<std::pair<const char*, std::string>>{
           {"Dial", "{}"},
           {"Dial", R"({"account":1})"},
           {"Dial", R"({"uri":"1002"})"},
           {"Dial", R"({"account":3,"uri":"1002"})"},
           {"Dial", R"({"account":1,"uri":1002})"},
           {"Dial", R"({"account":1,"uri":"a\r\nb"})"},
           {"Dial", too_long},
           {"Subscribe", R"({"account":1,"event":"presence"})"},
           {"Subscribe", R"({"account":1})"},
           {"Subscribe", R"({"account":1,"event":7})"},
           {"Hangup", "{}"},
           {"Hangup", R"({"call":0})"},
           {"Hangup", R"({"call":4294967296})"},
           {"Unsubscribe", R"({"subscription":"9"})"}}) {
    EXPECT_EQ(call(method, parameters).error, varlink::invalid_parameter_error)
        << method << ' ' << parameters.substr(0, 80);
  }
  EXPECT_THAT(calls_.asked, IsEmpty());
}

TEST_F(CallMethods, ActForWritersAndShowToReaders) {
  peer_ = {.pid = 1, .uid = 4711, .gid = 4711};
  constexpr auto denied = "org.lineman.Control1.NotPermitted";
  EXPECT_EQ(call("Dial", R"({"account":1,"uri":"1002"})").error, denied);
  EXPECT_EQ(call("Hangup", R"({"call":1})").error, denied);
  EXPECT_EQ(call("Subscribe", R"({"account":1,"event":"dialog"})").error, denied);
  EXPECT_EQ(call("Unsubscribe", R"({"subscription":1})").error, denied);
  EXPECT_EQ(call("Calls").error, "");
  EXPECT_EQ(call("Subscriptions").error, "");
  EXPECT_THAT(calls_.asked, IsEmpty());
  peer_.groups = {4712};
  EXPECT_EQ(call("Dial", R"({"account":1,"uri":"1002"})").error, "");
}

}  // namespace
}  // namespace lineman::agent
