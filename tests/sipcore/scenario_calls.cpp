#include "tests/sipcore/scenario_calls.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

namespace lineman::test {

using namespace lineman::sipcore;

namespace {

constexpr std::string_view protocol_marks[] = {"", "/tcp", "/tls"};  // in the order of Protocol

}  // namespace

Target target_of(const std::string& text) {
  const auto slash = std::min(text.find('/'), text.size());
  auto target = parse_target(text.substr(0, slash), default_sip_port).value();
  const auto* mark = std::ranges::find(protocol_marks, text.substr(slash));
  if (mark == std::end(protocol_marks)) throw std::invalid_argument(text);
  target.protocol = static_cast<Protocol>(mark - std::begin(protocol_marks));
  return target;
}

std::string text_of(const Target& target) {
  return to_string(target) + mark_of(target.protocol);
}

std::string mark_of(Protocol protocol) {
  return std::string(protocol_marks[static_cast<std::size_t>(protocol)]);
}

void CallWords::notify(const Sent& subscribe) {
  const auto& text = subscribe.text;
  const auto number = std::to_string(++notified_);
  auto from = field(text, "To");
  if (from.find(";tag=") == std::string::npos) from += ";tag=registrar";
  std::string notify = "NOTIFY sip:1001@192.0.2.5 SIP/2.0\r\n";
  notify += "Via: SIP/2.0/UDP " + to_string(subscribe.to) + ";branch=z9hG4bK" + number + "\r\n";
  notify += "From: " + from + "\r\nTo: " + field(text, "From") + "\r\n";
  notify += "Call-ID: " + field(text, "Call-ID") + "\r\nCSeq: " + number + " NOTIFY\r\n";
  notify += "Contact: <sip:a@" + to_string(subscribe.to) + ">\r\n";
  notify += "Event: " + field(text, "Event") + "\r\n";
  notify += "Subscription-State: active;expires=" + field(text, "Expires") + "\r\n";
  rig_.transport.replies.clear();
  rig_.transport.deliver(subscribe.to, notify + "Content-Length: 0\r\n\r\n");
  rig_.clock.advance({});
  ASSERT_EQ(rig_.transport.replies.size(), 1);
  EXPECT_TRUE(rig_.transport.replies.front().text.starts_with("SIP/2.0 200 "))
      << rig_.transport.replies.front().text;
}

bool CallWords::play(const std::string& command, const std::vector<std::string>& words,
                     unsigned account) {
  auto& user_agent = rig_.engine.user_agent();
  if (command == "dial") {
    const auto call = user_agent.dial(account, words.at(0));
    EXPECT_TRUE(call) << call.error().sentence;
    call_ = call.value_or(0);
  } else if (command == "no-dial") {
    EXPECT_FALSE(user_agent.dial(account, words.at(0)));
  } else if (command == "hangup") {
    EXPECT_TRUE(user_agent.hang_up(call_));
  } else if (command == "calls") {
    EXPECT_EQ(std::to_string(user_agent.calls().size()), words.at(0));
  } else if (command == "subscribe") {
    const auto subscription = user_agent.subscribe(account, words.at(0), "");
    EXPECT_TRUE(subscription) << subscription.error().sentence;
    subscription_ = subscription.value_or(0);
  } else if (command == "unsubscribe") {
    EXPECT_TRUE(user_agent.unsubscribe(subscription_));
  } else if (command == "subscriptions") {
    EXPECT_EQ(std::to_string(user_agent.subscriptions().size()), words.at(0));
  } else if (command == "keepalive") {
    rig_.engine.keep_alive_every(std::chrono::seconds(std::stol(words.at(0))));
  } else if (command == "closed") {
    rig_.transport.close(target_of(words.at(0)));
  } else if (command == "line-ends") {
    rig_.transport.deliver(target_of(words.at(0)), "\r\n");
  } else {
    return false;
  }
  rig_.clock.advance({});
  return true;
}

}  // namespace lineman::test
