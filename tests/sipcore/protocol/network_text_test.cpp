// What strangers send never makes a message of the protocol unreadable.
#include "sipcore/protocol/network_text.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sipcore/protocol/call_json.hpp"
#include "sipcore/protocol/call_requests.hpp"

namespace lineman::sipcore {
namespace {

namespace json = boost::json;

// As the agent reads it; throws where the text is no JSON.
json::object over_the_wire(const json::object& object) {
  return json::parse(json::serialize(object)).as_object();
}

constexpr const char* bad = "a\xff\xc3z\xe2\x82";
constexpr const char* mended = "a??z??";

TEST(NetworkText, LeavesAGoodTextAlone) {
  for (const auto* text : {"", "Busy Here", "Besetzt: ü €\xF0\x9F\x93\x9E", "a\r\nb\t"}) {
    EXPECT_EQ(network_text(text, 100), text);
  }
}

TEST(NetworkText, HasAQuestionMarkForWhatIsNoCharacter) {
  EXPECT_EQ(network_text(bad, 100), mended);
  EXPECT_EQ(network_text("\xed\xa0\x80", 100), "???") << "a surrogate";
  EXPECT_EQ(network_text("\xc0\x80", 100), "??") << "an overlong form";
}

TEST(NetworkText, EndsWithAWholeCharacter) {
  EXPECT_EQ(network_text("12345", 3), "123");
  EXPECT_EQ(network_text("12€", 4), "12");
  EXPECT_EQ(network_text("12€", 5), "12€");
}

TEST(NetworkText, IsWhatMessagesHold) {
  const auto event = event_from_json(over_the_wire(to_json(Event{.kind = "call", .detail = bad})));
  ASSERT_TRUE(event) << event.error();
  EXPECT_EQ(event->detail, mended);

  datamodel::AccountStatus status{.account = 1};
  status.last_failure = datamodel::Failure{.code = 404, .reason = bad, .time = 1};
  const auto account = account_status_from_json(over_the_wire(to_json(status)));
  ASSERT_TRUE(account) << account.error();
  EXPECT_EQ(account->last_failure->reason, mended);

  const auto calls = calls_from_json(over_the_wire(calls_to_json({{.call = 1, .peer = bad}})));
  ASSERT_TRUE(calls) << calls.error();
  EXPECT_EQ(calls->at(0).peer, mended);

  const auto subscriptions = subscriptions_from_json(
      over_the_wire(subscriptions_to_json({{.subscription = 1, .last_body = bad}})));
  ASSERT_TRUE(subscriptions) << subscriptions.error();
  EXPECT_EQ(subscriptions->at(0).last_body, mended);
}

TEST(NetworkText, IsCutInMessages) {
  const std::string long_text(100'000, 'x');
  EXPECT_EQ(to_json(Event{.detail = long_text}).at("detail").as_string().size(), maximum_detail);
  const auto calls = calls_to_json({{.peer = long_text}});
  EXPECT_EQ(calls.at("calls").at(0).at("peer").as_string().size(), maximum_uri);
  const auto subscriptions = subscriptions_to_json({{.last_body = long_text}});
  EXPECT_EQ(subscriptions.at("subscriptions").at(0).at("last_body").as_string().size(),
            maximum_last_body);
}

}  // namespace
}  // namespace lineman::sipcore
