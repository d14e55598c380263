#include "tests/sipcore/calls/call_scenario.hpp"

#include <gtest/gtest.h>

#include "tests/sipcore/calls/calls_rig.hpp"
#include "tests/sipcore/calls/scenario_talk.hpp"
#include "tests/sipcore/engine_fixture.hpp"
#include "tests/sipcore/scenario_lines.hpp"

namespace lineman::test {

using namespace lineman::sipcore;
using namespace lineman::datamodel;

namespace {

using Words = std::vector<std::string>;

std::pair<std::string, std::string> halves_of(const std::string& text) {
  if (text.starts_with("| ")) return {"", text.substr(2)};
  const auto bar = text.find(" | ");
  return {text.substr(0, bar), bar == std::string::npos ? "" : text.substr(bar + 3)};
}

class CallScenario {
 public:
  void play(const std::string& line) {
    const auto [command, rest] = command_of(line);
    if (!set(command, rest) && !act(command, rest) && !talk_.play(command, rest) &&
        !check(command, rest))
      ADD_FAILURE() << "unknown command " << command;
    rig_.check_sums();
  }
  // Nothing may be left over.
  void end() {
    talk_.expect_quiet();
    EXPECT_TRUE(account().told.empty()) << account().told.front();
  }

 private:
  FakeRouter& account() { return rig_.account(number_); }
  Target only_target(const std::string& rest) { return target_of(split(rest).at(0)); }

  bool set(const std::string& command, const std::string& rest) {
    if (command == "account")
      number_ = static_cast<unsigned>(std::stoul(rest));
    else if (command == "hops")
      set_hops(split(rest));
    else if (command == "retries")
      account().retry_counts = static_cast<unsigned>(std::stoul(rest));
    else if (command == "invite-retries")
      account().invite_retry_counts = static_cast<unsigned>(std::stoul(rest));
    else if (command == "route")
      account().route = split(rest).at(0);
    else if (command == "t1")
      rig_.timers.t1 = account().timers.t1 = seconds_text_of(rest);
    else if (command == "t2")
      rig_.timers.t2 = account().timers.t2 = seconds_text_of(rest);
    else if (command == "unready")
      account().unready.insert(only_target(rest));
    else if (command == "unsendable")
      rig_.transport.unsendable.insert(only_target(rest));
    else if (command == "no-socket")
      rig_.transport.no_socket.insert(only_target(rest));
    else
      return false;
    return true;
  }

  void set_hops(const Words& words) {
    account().targets.clear();
    for (const auto& word : words) account().targets.push_back(target_of(word));
  }

  bool act(const std::string& command, const std::string& rest) {
    const auto [what, sentence] = halves_of(rest);
    const auto words = split(what);
    if (command == "dial")
      expect_done(rig_.agent.dial(number_, words.at(0)));
    else if (command == "no-dial")
      expect_refused(rig_.agent.dial(number_, words.empty() ? "" : what), sentence);
    else if (command == "hangup")
      expect_done(rig_.agent.hang_up(number_of(words)));
    else if (command == "no-hangup")
      expect_refused(rig_.agent.hang_up(number_of(words)), sentence);
    else
      return subscribe(command, words, sentence);
    rig_.clock.advance({});
    return true;
  }

  bool subscribe(const std::string& command, const Words& words, const std::string& sentence) {
    const auto uri = words.size() > 1 ? words[1] : "";
    if (command == "subscribe")
      expect_done(rig_.agent.subscribe(number_, words.at(0), uri));
    else if (command == "no-subscribe")
      expect_refused(rig_.agent.subscribe(number_, words.at(0), uri), sentence);
    else if (command == "unsubscribe")
      expect_done(rig_.agent.unsubscribe(number_of(words)));
    else if (command == "no-unsubscribe")
      expect_refused(rig_.agent.unsubscribe(number_of(words)), sentence);
    else if (command == "move")
      rig_.agent.move(number_);
    else
      return false;
    rig_.clock.advance({});
    return true;
  }

  static unsigned number_of(const Words& words) {
    return static_cast<unsigned>(std::stoul(words.at(0)));
  }
  template <typename Result>
  static void expect_done(const Result& result) {
    EXPECT_TRUE(result) << result.error().sentence;
  }
  template <typename Result>
  static void expect_refused(const Result& result, const std::string& sentence) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().sentence, sentence);
  }

  bool check(const std::string& command, const std::string& rest) {
    const auto words = split(rest);
    if (command == "calls")
      EXPECT_EQ(calls(), rest.substr(0, rest.find_last_not_of(' ') + 1));
    else if (command == "through")
      EXPECT_EQ(rig_.agent.calls().at(0).target, words.at(1));
    else if (command == "count")
      EXPECT_EQ(account().counters[account_counter(words.at(0))], std::stoull(words.at(1)));
    else if (command == "requests")
      EXPECT_EQ(account().server_counters[method_of(words.at(0))][method_counter(words.at(1))],
                std::stoull(words.at(2)));
    else if (command == "server-count")
      EXPECT_EQ(account().server_counters[server_counter(words.at(0))], std::stoull(words.at(1)));
    else if (command == "discarded")
      EXPECT_EQ(rig_.discarded, std::stoul(rest));
    else if (command == "subscriptions")
      EXPECT_EQ(subscriptions(), rest.substr(0, rest.find_last_not_of(' ') + 1));
    else if (command == "lease" || command == "body" || command == "accepted-at")
      check_subscription(command, number_of(words), words.size() > 1 ? words[1] : "");
    else if (command == "busy")
      EXPECT_EQ(rig_.calls_of[number_], std::stoul(rest));
    else if (command == "event")
      check_event(rest);
    else if (command == "told")
      check_told(rest);
    else
      return false;
    return true;
  }

  std::string calls() const {
    std::string text;
    for (const auto& call : rig_.agent.calls()) {
      text += (text.empty() ? "" : " ") + std::to_string(call.call) + "=" +
              std::string(to_string(call.state));
    }
    return text.empty() ? "none" : text;
  }

  std::string subscriptions() const {
    std::string text;
    for (const auto& one : rig_.agent.subscriptions()) {
      text += (text.empty() ? "" : " ") + std::to_string(one.subscription) + "=" +
              std::string(to_string(one.state));
    }
    return text.empty() ? "none" : text;
  }

  void check_subscription(const std::string& command, unsigned number, const std::string& value) {
    for (const auto& one : rig_.agent.subscriptions()) {
      if (one.subscription != number) continue;
      if (command == "lease")
        EXPECT_EQ(one.expires_at - wall_seconds(rig_.clock), std::stoll(value));
      else
        EXPECT_EQ(command == "body" ? one.last_body : one.target, value);
      return;
    }
    ADD_FAILURE() << "no subscription " << number;
  }

  void check_event(const std::string& rest) {
    const auto expected = rest.substr(0, rest.find_last_not_of(' ') + 1);
    std::string next = "none";
    if (!rig_.events.empty()) {
      next = rig_.events.front().kind + " " + rig_.events.front().detail;
      rig_.events.pop_front();
    }
    EXPECT_EQ(next, expected);
  }

  void check_told(const std::string& rest) {
    const auto expected = rest.substr(0, rest.find_last_not_of(' ') + 1);
    std::string next = "none";
    if (!account().told.empty()) {
      next = account().told.front();
      account().told.pop_front();
    }
    EXPECT_EQ(next, expected);
  }

  CallsRig rig_;
  ScenarioTalk talk_{rig_};
  unsigned number_ = 1;
};

}  // namespace

void play_call_scenario(const std::string& file) {
  CallScenario scenario;
  play_lines(file, [&](const std::string& line) { scenario.play(line); });
  if (::testing::Test::HasFailure()) return;
  SCOPED_TRACE(file + ": at the end");
  scenario.end();
}

}  // namespace lineman::test
