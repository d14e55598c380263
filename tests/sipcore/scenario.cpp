#include "tests/sipcore/scenario.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "datamodel/labels.hpp"
#include "sipcore/phone/engine.hpp"
#include "tests/sipcore/engine_fixture.hpp"
#include "tests/sipcore/scenario_calls.hpp"
#include "tests/sipcore/scenario_lines.hpp"
#include "tests/sipcore/scenario_places.hpp"

namespace lineman::test {

using namespace lineman::sipcore;
using namespace lineman::datamodel;

namespace {

template <typename Labels, typename State>
std::string label(const Labels& labels, State state) {
  return std::string(labels[static_cast<std::size_t>(state) - 1].mib);
}

class Scenario {
 public:
  void play(const std::string& line) {
    const auto [command, rest] = command_of(line);
    run(command, rest);
    rig_.check_sums();
  }
  // Nothing may be left over.
  void end() { EXPECT_TRUE(rig_.transport.sent.empty()) << describe(); }

 private:
  using Words = std::vector<std::string>;

  void run(const std::string& command, const std::string& rest) {
    const auto words = split(rest);
    if (calls_.play(command, words, number_)) return;
    if (command == "notify")
      calls_.notify(last_);
    else if (command == "account")
      number_ = static_cast<unsigned>(std::stoul(words.at(0)));
    else if (command == "set")
      set(rest);
    else if (command == "luck")
      rig_.luck = std::stod(rest);
    else if (command == "resolve")
      rig_.resolver.set_addresses(words.at(0), seconds_of(words.at(1)),
                                  {words.begin() + 2, words.end()});
    else if (command == "resolve-srv")
      resolve(words, "SRV", 4);
    else if (command == "resolve-naptr")
      resolve(words, "NAPTR", 5);
    else if (command == "name-server")
      rig_.resolver.zone.silent = words.at(0) == "silent";
    else if (command == "load" || command == "commit")
      configure(command == "load");
    else if (command == "at")
      move_to(words.at(0));
    else if (command == "send")
      send(words);
    else if (command == "answer")
      answer(last_, rest);
    else if (command == "grant")
      deliver(last_.to, granted(last_.text, seconds_of(words.at(0))));
    else if (command == "nat")
      nat_ = target_of(words.at(0));
    else if (command == "answer-to")
      answer(by_target_.at(target_of(words.at(0))), rest.substr(rest.find(' ') + 1));
    else if (command == "grant-to")
      grant_to(target_of(words.at(0)), words.at(1));
    else if (command == "raw")
      raw(rest);
    else if (command == "icmp")
      rig_.transport.fail(target_of(words.at(0)));
    else if (command == "tls-error")
      rig_.transport.fail(target_of(words.at(0)), {TransportFailure::tls, "bad certificate"});
    else if (command == "send-error")
      rig_.transport.fail(target_of(words.at(0)), {TransportFailure::send, "broken pipe"});
    else if (command == "sendable")
      rig_.transport.unsendable.erase(target_of(words.at(0)));
    else if (command == "own-address")
      move_phone(words.at(0));
    else if (command == "unsendable")
      rig_.transport.unsendable.insert(target_of(words.at(0)));
    else
      check(command, words, rest);
  }

  void check(const std::string& command, const Words& words, const std::string& rest) {
    const auto status = rig_.status(number_);
    if (check_place(status, command, words, start_)) return;
    if (command == "state")
      EXPECT_EQ(label(account_state_labels, status.state), words.at(0));
    else if (command == "mode")
      EXPECT_EQ(label(account_mode_labels, status.mode), words.at(0));
    else if (command == "server")
      EXPECT_EQ(std::to_string(status.server), words.at(0));
    else if (command == "target")
      EXPECT_EQ(status.target, words.at(0) == "none" ? "" : words.at(0));
    else if (command == "reason")
      EXPECT_EQ(status.reason, rest);
    else if (command == "failure")
      check_failure(status, rest);
    else if (command == "failed-at")
      EXPECT_EQ(status.last_failure->time - start_, std::stoll(words.at(0)));
    else if (command == "since")
      EXPECT_EQ(status.since - start_, std::stoll(words.at(0)));
    else if (command == "registered-since")
      EXPECT_EQ(status.registered_since - start_, std::stoll(words.at(0)));
    else if (command == "lease")
      EXPECT_EQ(status.expires_at - wall_seconds(rig_.clock), std::stoll(words.at(0)));
    else if (command == "count")
      EXPECT_EQ(rig_.count(status, words.at(0)), std::stoull(words.at(1)));
    else if (command == "requests")
      check_requests(status, words);
    else if (command == "server-count")
      EXPECT_EQ(rig_.at_server(status, words.at(0), words.at(1)), std::stoull(words.at(2)));
    else if (command == "dns-count")
      EXPECT_EQ(rig_.at_dns(words.at(0)), std::stoull(words.at(1)));
    else if (command == "event")
      check_event(rest);
    else if (command == "generation")
      EXPECT_EQ(std::to_string(status.registered_generation), words.at(0));
    else if (command == "told-generation")
      check_told(words.at(0));
    else if (command == "held")
      EXPECT_EQ(held(), rest);
    else if (command == "restart")
      EXPECT_EQ(rig_.needs_restart(), words.at(0) == "yes");
    else if (command == "effect")
      EXPECT_EQ(to_string(rig_.effect_on(number_)), words.at(0));
    else
      ADD_FAILURE() << "unknown command " << command;
  }

  // As the server writes it, which says how it sees us.
  void deliver(const Target& from, std::string text) {
    if (const auto at = text.find(";rport;"); nat_ && at != std::string::npos) {
      text.replace(
          at, 6, ";received=" + to_string(nat_->address) + ";rport=" + std::to_string(nat_->port));
    }
    rig_.transport.deliver(from, text);
  }

  void move_phone(const std::string& address) {
    rig_.transport.move_phone(address);
    rig_.clock.advance({});
  }

  void set(const std::string& text) {
    const auto equals = text.find('=');
    const auto name = text.substr(0, equals);
    const bool global = name.starts_with("sip.") || name.starts_with("static.");
    auto& values = global ? rig_.globals : rig_.values[number_];
    values[name] = text.substr(equals + 1);
  }

  // Name, TTL, and as many words for each record.
  void resolve(const Words& words, const std::string& type, std::size_t record) {
    auto& zone = rig_.resolver.zone;
    zone.remove(words.at(0), type);
    for (std::size_t at = 2; at < words.size(); at += record) {
      auto line = words[0] + " " + words.at(1) + " " + type;
      for (std::size_t i = at; i < at + record; ++i) line += " " + words.at(i);
      zone.add(line);
    }
  }

  void configure(bool load) {
    if (load) {
      rig_.load();
    } else {
      rig_.commit();
    }
    rig_.clock.advance({});
  }

  void move_to(const std::string& time) {
    rig_.clock.advance_to(rig_.start + seconds_text_of(time));
    EXPECT_TRUE(rig_.transport.sent.empty()) << describe();
  }

  void send(const Words& words) {
    const auto when = rig_.start + seconds_text_of(words.at(0));
    const auto to = target_of(words.at(1));
    if (rig_.transport.sent.empty()) rig_.clock.advance_to(when);
    ASSERT_FALSE(rig_.transport.sent.empty()) << "nothing was sent";
    const auto sent = rig_.transport.sent.front();
    rig_.transport.sent.pop_front();
    EXPECT_EQ(std::chrono::duration_cast<std::chrono::microseconds>(sent.when - rig_.start).count(),
              std::chrono::duration_cast<std::chrono::microseconds>(when - rig_.start).count())
        << "microseconds after the start";
    EXPECT_EQ(text_of(sent.to), text_of(to));
    const auto before = by_target_.find(sent.to);
    for (std::size_t i = 2; i < words.size(); ++i) {
      check_key(words[i], sent, before == by_target_.end() ? nullptr : &before->second);
    }
    last_ = sent;
    by_target_[sent.to] = sent;
  }

  static void check_key(const std::string& word, const Sent& sent, const Sent* before) {
    const auto [key, value] = key_of(word);
    if (key == "resend") {
      ASSERT_NE(before, nullptr);
      EXPECT_EQ(sent.text, before->text);
    } else if (key == "expires") {
      EXPECT_EQ(field(sent.text, "Expires"), value);
      EXPECT_NE(field(sent.text, "Contact").find(";expires=" + value + ";"), std::string::npos);
    } else if (key == "cseq") {
      EXPECT_EQ(field(sent.text, "CSeq"), value + " REGISTER");
    } else if (key == "auth") {
      EXPECT_EQ(!field(sent.text, "Authorization").empty(), value == "yes") << sent.text;
    } else if (key == "proxy-auth") {
      EXPECT_EQ(!field(sent.text, "Proxy-Authorization").empty(), value == "yes") << sent.text;
    } else if (key == "hasnt") {
      EXPECT_EQ(sent.text.find(value), std::string::npos) << sent.text;
    } else if (key == "has") {  // "_" is a space
      auto text = value;
      std::ranges::replace(text, '_', ' ');
      EXPECT_NE(sent.text.find(text), std::string::npos) << sent.text;
    } else if (key == "is") {
      EXPECT_TRUE(sent.text.starts_with(value + " ")) << sent.text;
    } else if (key == "call") {
      ASSERT_NE(before, nullptr);
      EXPECT_EQ(field(sent.text, "Call-ID") == field(before->text, "Call-ID"), value == "same");
    } else {
      ADD_FAILURE() << "unknown key " << key;
    }
  }

  void answer(const Sent& request, const std::string& rest) {
    auto [status, fields] = fields_of(rest);
    if (status.find(' ') == std::string::npos) status += " Reason";
    deliver(request.to, response_to(request.text, status, fields));
    rig_.clock.advance({});
  }

  void grant_to(const Target& to, const std::string& expires) {
    deliver(to, granted(by_target_.at(to).text, seconds_of(expires)));
    rig_.clock.advance({});
  }

  void raw(const std::string& rest) {
    const auto space = rest.find(' ');
    auto text = rest.substr(space + 1);
    const auto replace = [&](const std::string& what, const std::string& with) {
      for (auto at = text.find(what); at != std::string::npos;
           at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
      }
    };
    for (const auto* name : {"Via", "From", "To", "Call-ID", "CSeq", "Contact"}) {
      replace("{" + std::string(name) + "}",
              std::string(name) + ": " + field(last_.text, name) + "\r\n");
    }
    replace("\\r\\n", "\r\n");
    rig_.transport.deliver(target_of(rest.substr(0, space)), text);
    rig_.clock.advance({});
  }

  // Of REGISTER where no method stands behind the server.
  static void check_requests(const AccountStatus& status, const Words& words) {
    const auto method = words.size() == 4 ? words[1] : "REGISTER";
    EXPECT_EQ(EngineRig::requests(status, words.at(0), words.at(words.size() - 2), method),
              std::stoull(words.back()));
  }

  static void check_failure(const AccountStatus& status, const std::string& rest) {
    if (rest == "none") {
      EXPECT_FALSE(status.last_failure);
      return;
    }
    ASSERT_TRUE(status.last_failure);
    EXPECT_EQ(std::to_string(status.last_failure->code) + " " + status.last_failure->reason, rest);
  }

  void check_event(const std::string& rest) {
    const auto is_told_elsewhere = [](const Event& event) {
      return event.kind == "state" || event.kind == generation_kind;
    };
    while (!rig_.events.empty() && is_told_elsewhere(rig_.events.front())) rig_.events.pop_front();
    if (rest == "none") {
      EXPECT_TRUE(rig_.events.empty());
      return;
    }
    ASSERT_FALSE(rig_.events.empty()) << "no event";
    EXPECT_EQ(rig_.events.front().kind + " " + rig_.events.front().detail, rest);
    rig_.events.pop_front();
  }

  std::string held() const {
    std::string text;
    for (const auto& one : rig_.engine.held())
      text += (text.empty() ? "" : " ") + one.name + "=" + one.value;
    return text.empty() ? "none" : text;
  }

  // The last event of kind "generation", of the account.
  void check_told(const std::string& number) {
    std::string last = "none";
    for (const auto& event : rig_.events) {
      if (event.kind == generation_kind && event.account == number_) last = event.detail;
    }
    EXPECT_EQ(last, number);
  }

  std::string describe() const {
    if (rig_.transport.sent.empty()) return {};
    const auto& sent = rig_.transport.sent.front();
    const std::chrono::duration<double> when = sent.when - rig_.start;
    return "sent at " + std::to_string(when.count()) + " to " + text_of(sent.to) + ":\n" +
           sent.text;
  }

  static unsigned seconds_of(const std::string& text) {
    return static_cast<unsigned>(std::stoul(text));
  }

  EngineRig rig_;
  std::int64_t start_ = wall_seconds(rig_.clock);
  CallWords calls_{rig_};
  unsigned number_ = 1;
  Sent last_{};
  std::map<Target, Sent> by_target_;
  std::optional<Target> nat_{};  // how servers see the phone
};

}  // namespace

void play_scenario(const std::string& file) {
  Scenario scenario;
  play_lines(file, [&](const std::string& line) { scenario.play(line); });
  if (::testing::Test::HasFailure()) return;
  SCOPED_TRACE(file + ": at the end");
  scenario.end();
}

}  // namespace lineman::test
