// The methods about calls and subscriptions, with a SIP engine that remembers.
#include <gmock/gmock.h>

#include <boost/json/array.hpp>

#include "sipcore/control/control_service.hpp"
#include "sipcore/protocol/call_json.hpp"
#include "sipcore/protocol/call_requests.hpp"
#include "tests/sipcore-control/fake_actions.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_line.hpp"
#include "varlink/errors.hpp"

namespace lineman::sipcore {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using varlink::Object;

class CallMethods : public testing::Test {
 protected:
  varlink::Reply call(std::string_view method, Object parameters = {}) {
    const auto line = std::make_shared<test::FakeLine>();
    service.called({line,
                    {.method = std::string(interface_name) + '.' + std::string(method),
                     .parameters = std::move(parameters)}});
    EXPECT_THAT(line->replies, testing::SizeIs(1)) << method;
    return line->replies.empty() ? varlink::Reply{} : line->replies[0];
  }

  test::FakeClock clock;
  FakeActions actions{2};
  ControlService service{actions, clock, "instance-1", 2};
};

TEST_F(CallMethods, BeginAndEndWhatTheyAreAskedFor) {
  EXPECT_EQ(call("Dial", {{"account", 1}, {"uri", "sip:1002@b"}}).parameters.at("call"), 7U);
  EXPECT_EQ(call("Hangup", {{"call", 7}}).error, "");
  const auto reply = call("Subscribe", {{"account", 2}, {"event", "dialog"}, {"uri", ""}});
  EXPECT_EQ(reply.parameters.at("subscription"), 9U);
  EXPECT_EQ(call("Unsubscribe", {{"subscription", 9}}).error, "");
  EXPECT_THAT(actions.asked,
              ElementsAre("dial 1 sip:1002@b", "hangup 7", "subscribe 2 dialog ", "unsubscribe 9"));
}

TEST_F(CallMethods, ListWhatThereIs) {
  actions.call_list = {{.call = 7, .account = 1, .peer = "sip:1002@b", .since = 12}};
  actions.subscription_list = {{.subscription = 9, .account = 2, .event = "dialog"}};
  EXPECT_EQ(calls_from_json(call("Calls").parameters), actions.call_list);
  EXPECT_EQ(subscriptions_from_json(call("Subscriptions").parameters), actions.subscription_list);
}

TEST_F(CallMethods, SayWhyNot) {
  actions.refusal = Error{.code = ErrorCode::not_possible, .sentence = "account 1 is disabled"};
  const auto dialled = call("Dial", {{"account", 1}, {"uri", "1002"}});
  EXPECT_EQ(dialled.error, "org.lineman.SipCore1.NotPossible");
  EXPECT_EQ(dialled.parameters.at("reason"), "account 1 is disabled");
  actions.refusal = Error{.code = ErrorCode::no_call};
  const auto ended = call("Hangup", {{"call", 12}});
  EXPECT_EQ(ended.error, "org.lineman.SipCore1.NoCall");
  EXPECT_EQ(ended.parameters.at("number"), 12U);
  EXPECT_EQ(call("Unsubscribe", {{"subscription", 3}}).parameters.at("number"), 3U);
}

TEST_F(CallMethods, RefuseWhatIsNoRequestAndDoNothing) {
  const std::string longest(maximum_uri + 1, '1');
  for (const auto& [method, parameters] : std::vector<std::pair<const char*, Object>>{
           {"Dial", {}},
           {"Dial", {{"account", 0}, {"uri", "1002"}}},
           {"Dial", {{"account", 3}, {"uri", "1002"}}},
           {"Dial", {{"account", 1}, {"uri", "a\r\nVia: b"}}},
           {"Dial", {{"account", 1}, {"uri", longest}}},
           {"Dial", {{"account", 1}, {"uri", ""}}},
           {"Subscribe", {{"account", 1}, {"event", "presence"}, {"uri", ""}}},
           {"Subscribe", {{"account", 1}, {"event", "dialog"}}},
           {"Hangup", {}},
           {"Hangup", {{"call", "7"}}},
           {"Hangup", {{"call", -1}}},
           {"Unsubscribe", {{"call", 7}}}}) {
    EXPECT_EQ(call(method, parameters).error, varlink::invalid_parameter_error) << method;
  }
  EXPECT_THAT(actions.asked, IsEmpty());
}

}  // namespace
}  // namespace lineman::sipcore
