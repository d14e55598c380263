// Calls and subscriptions in the protocol: both ways over JSON, and what may be asked for.
#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sipcore/protocol/call_json.hpp"
#include "sipcore/protocol/call_requests.hpp"
#include "sipcore/protocol/interface_text.hpp"

namespace lineman::sipcore {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

json::object over_the_wire(const json::object& object) {
  return json::parse(json::serialize(object)).as_object();
}

const CallInfo call{.call = 3,
                    .account = 2,
                    .outgoing = false,
                    .peer = "sip:1002@example.com",
                    .state = CallState::established,
                    .target = "192.0.2.1:5060",
                    .since = 1'767'225'600};

const SubscriptionInfo subscription{.subscription = 5,
                                    .account = 1,
                                    .event = "dialog",
                                    .uri = "sip:1002@example.com",
                                    .state = SubscriptionState::active,
                                    .target = "[2001:db8::1]:5061",
                                    .expires_at = 1'767'229'200,
                                    .last_body = "<dialog-info/>\r\n\"ë\""};

TEST(CallJson, ComesBackAsItWas) {
  const auto dial = dial_from_json(over_the_wire(to_json(Dial{1, "1002"})));
  ASSERT_TRUE(dial) << dial.error();
  EXPECT_EQ(dial->account, 1U);
  EXPECT_EQ(dial->uri, "1002");

  const auto subscribe =
      subscribe_from_json(over_the_wire(to_json(Subscribe{2, "dialog", "sip:a@b"})));
  ASSERT_TRUE(subscribe) << subscribe.error();
  EXPECT_EQ(subscribe->account, 2U);
  EXPECT_EQ(subscribe->event, "dialog");
  EXPECT_EQ(subscribe->uri, "sip:a@b");

  std::vector<CallInfo> calls;
  for (const auto state :
       {CallState::dialing, CallState::ringing, CallState::established, CallState::ending}) {
    calls.push_back(call);
    calls.back().state = state;
    calls.back().outgoing = state == CallState::dialing;
  }
  EXPECT_EQ(calls_from_json(over_the_wire(calls_to_json(calls))), calls);

  std::vector<SubscriptionInfo> subscriptions;
  for (const auto state :
       {SubscriptionState::pending, SubscriptionState::active, SubscriptionState::ended}) {
    subscriptions.push_back(subscription);
    subscriptions.back().state = state;
  }
  EXPECT_EQ(subscriptions_from_json(over_the_wire(subscriptions_to_json(subscriptions))),
            subscriptions);
}

TEST(CallJson, ReadersAreStrict) {
  const auto problem = [](std::string_view text) {
    const auto parsed = calls_from_json(json::parse(text).as_object());
    return parsed ? std::string{"nothing"} : parsed.error();
  };
  EXPECT_EQ(problem("{}"), "calls is missing, a list");
  EXPECT_EQ(problem(R"({"calls":[1]})"), "calls has a member that is not an object");
  auto object = calls_to_json({call});
  auto& first = object.at("calls").as_array()[0].as_object();
  first["state"] = "asleep";
  EXPECT_EQ(problem(json::serialize(object)), "calls: state is none of the words of the interface");
  first["state"] = "ringing";
  first["outgoing"] = "yes";
  EXPECT_EQ(problem(json::serialize(object)), "calls: outgoing is neither true nor false");
  first["outgoing"] = true;
  first["news"] = "from a later version";
  EXPECT_EQ(problem(json::serialize(object)), "nothing");

  EXPECT_EQ(dial_from_json({{"account", -1}, {"uri", "1002"}}).error(),
            "account is not a number from 0 to 4294967295");
  EXPECT_EQ(dial_from_json({{"account", 1}}).error(), "uri is missing, a string");
  EXPECT_EQ(subscribe_from_json({{"account", 1}, {"event", 3}, {"uri", ""}}).error(),
            "event is not a string");
  EXPECT_EQ(number_from_json({{"call", "3"}}, "call").error(),
            "call is not a number from 0 to 4294967295");
  EXPECT_EQ(number_from_json({{"call", 3}}, "call"), 3U);
}

TEST(CallJson, NamesWhatStandsInTheInterfaceFile) {
  const std::string text{interface_text};
  for (const auto& list : {calls_to_json({call}), subscriptions_to_json({subscription})}) {
    for (const auto& member : list.begin()->value().as_array()[0].as_object()) {
      EXPECT_THAT(text, HasSubstr(std::string{member.key()} + ": ")) << member.key();
    }
  }
  for (const auto state :
       {CallState::dialing, CallState::ringing, CallState::established, CallState::ending}) {
    EXPECT_THAT(text, HasSubstr(std::string{to_string(state)}));
  }
}

std::string refused(const Dial& dial) {
  const auto problem = problem_with(dial, 2);
  return problem ? std::string{problem->parameter} : "";
}

TEST(CallRequests, AreJudgedBeforeAnybodyLooksAtTheAccount) {
  EXPECT_EQ(refused({1, "sip:1002@example.com;transport=tcp"}), "");
  EXPECT_EQ(refused({2, "1002"}), "");
  EXPECT_EQ(refused({0, "1002"}), "account");
  EXPECT_EQ(refused({3, "1002"}), "account");
  EXPECT_EQ(refused({1, ""}), "uri");
  for (const auto* uri : {"sip:a@b\r\nVia: x", "a b", "sip:a\x7f@b", "<sip:a@b>", "\"A\"", "é"}) {
    EXPECT_EQ(refused({1, uri}), "uri") << uri;
  }
  EXPECT_EQ(refused({1, std::string("1\0002", 3)}), "uri");
}

TEST(CallRequests, HaveALongestUri) {
  EXPECT_EQ(refused({1, std::string(maximum_uri, '1')}), "");
  EXPECT_EQ(refused({1, std::string(maximum_uri + 1, '1')}), "uri");
  EXPECT_EQ(problem_with(Dial{1, std::string(maximum_uri + 1, '1')}, 2)->sentence,
            "has more than 1024 octets");
}

TEST(CallRequests, OfSubscriptionsNameAnEventThatIsKnown) {
  for (const auto event : subscription_events) {
    EXPECT_FALSE(problem_with(Subscribe{1, std::string{event}, ""}, 2)) << event;
    EXPECT_THAT(std::string{interface_text}, HasSubstr(std::string{event}));
  }
  EXPECT_EQ(problem_with(Subscribe{1, "presence", ""}, 2)->parameter, "event");
  EXPECT_EQ(problem_with(Subscribe{1, "", ""}, 2)->parameter, "event");
  EXPECT_EQ(problem_with(Subscribe{1, "dialog", "a b"}, 2)->parameter, "uri");
  EXPECT_EQ(problem_with(Subscribe{9, "dialog", ""}, 2)->parameter, "account");
}

}  // namespace
}  // namespace lineman::sipcore
