#include "tests/sipcore/calls/call_scenario.hpp"

#include <gtest/gtest.h>

#include "tests/sipcore/calls/calls_rig.hpp"
#include "tests/sipcore/calls/peer.hpp"
#include "tests/sipcore/engine_fixture.hpp"
#include "tests/sipcore/scenario_lines.hpp"

namespace lineman::test {

using namespace lineman::sipcore;
using namespace lineman::datamodel;

namespace {

using Words = std::vector<std::string>;

Target target_of(const std::string& text) {
  const auto slash = text.find('/');
  auto target = parse_target(text.substr(0, slash), 5060).value();
  const auto protocol = slash == std::string::npos ? "udp" : text.substr(slash + 1);
  if (protocol != "udp") target.protocol = protocol == "tcp" ? Protocol::tcp : Protocol::tls;
  return target;
}

std::string text_of(const Target& target) {
  return to_string(target) + (target.protocol == Protocol::udp   ? ""
                              : target.protocol == Protocol::tcp ? "/tcp"
                                                                 : "/tls");
}

std::string parameter_of(const std::string& field, const std::string& name) {
  const auto at = field.find(";" + name + "=");
  if (at == std::string::npos) return {};
  const auto begin = at + name.size() + 2;
  return field.substr(begin, field.find_first_of(";>,", begin) - begin);
}

// Takes the words "KEY=VALUE" and lone keys from `from` on.
std::vector<std::pair<std::string, std::string>> keys_from(const Words& words, std::size_t from) {
  std::vector<std::pair<std::string, std::string>> keys;
  for (std::size_t i = from; i < words.size(); ++i) keys.push_back(key_of(words[i]));
  return keys;
}

std::pair<std::string, std::string> halves_of(const std::string& text) {
  if (text.starts_with("| ")) return {"", text.substr(2)};
  const auto bar = text.find(" | ");
  return {text.substr(0, bar), bar == std::string::npos ? "" : text.substr(bar + 3)};
}

class CallScenario {
 public:
  void play(const std::string& line) {
    const auto [command, rest] = command_of(line);
    if (!set(command, rest) && !act(command, rest) && !happen(command, rest) &&
        !check(command, rest))
      ADD_FAILURE() << "unknown command " << command;
    rig_.check_sums();
  }
  // Nothing may be left over.
  void end() {
    expect_quiet();
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

  bool happen(const std::string& command, const std::string& rest) {
    const auto words = split(rest);
    if (command == "at")
      move_to(rest);
    else if (command == "send")
      send(words);
    else if (command == "reply")
      reply(words);
    else if (command == "answer")
      answer(last_, rest);
    else if (command == "answer-to")
      answer(named_.at(words.at(0)), rest.substr(rest.find(' ') + 1));
    else if (command == "peer")
      peer_.be_called_by(by_method_.at(words.at(0)).text, words.size() > 1 ? words[1] : "peer");
    else if (command == "receive")
      receive(rest);
    else if (command == "receive-again")
      rig_.deliver(received_.first, received_.second);
    else if (command == "raw")
      raw(rest);
    else if (command == "icmp")
      rig_.transport.fail(only_target(rest));
    else
      return false;
    rig_.clock.advance({});
    return true;
  }

  void move_to(const std::string& time) {
    rig_.clock.advance_to(rig_.start + seconds_text_of(time));
    expect_quiet();
  }

  void expect_quiet() const {
    for (const auto* list : {&rig_.transport.sent, &rig_.transport.replies}) {
      if (!list->empty()) ADD_FAILURE() << describe(list->front());
    }
  }

  std::string describe(const Sent& sent) const {
    const std::chrono::duration<double> when = sent.when - rig_.start;
    return "sent at " + std::to_string(when.count()) + " to " + text_of(sent.to) + ":\n" +
           sent.text;
  }

  // The next message that leaves, which must be at that time and to that target.
  bool take(std::deque<Sent>& list, const Words& words, Sent& sent) {
    const auto when = rig_.start + seconds_text_of(words.at(0));
    if (list.empty()) rig_.clock.advance_to(when);
    if (list.empty()) {
      ADD_FAILURE() << "nothing was sent";
      return false;
    }
    sent = list.front();
    list.pop_front();
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    EXPECT_EQ(duration_cast<microseconds>(sent.when - rig_.start).count(),
              duration_cast<microseconds>(when - rig_.start).count())
        << "microseconds after the start\n"
        << sent.text;
    EXPECT_EQ(text_of(sent.to), text_of(target_of(words.at(1)))) << sent.text;
    return true;
  }

  void send(const Words& words) {
    Sent sent;
    if (!take(rig_.transport.sent, words, sent)) return;
    const auto method = sent.text.substr(0, sent.text.find(' '));
    EXPECT_EQ(method, words.at(2)) << sent.text;
    const auto before = by_method_.find(method);
    for (const auto& [key, value] : keys_from(words, 3)) {
      if (key == "as")
        named_[value] = sent;
      else
        check_key(key, value, sent, before == by_method_.end() ? nullptr : &before->second);
    }
    by_method_[method] = sent;
    if (method != "ACK") last_ = sent;
  }

  static std::string part_of(const Sent& sent, const std::string& key) {
    if (key == "branch") return parameter_of(field(sent.text, "Via"), "branch");
    if (key == "from-tag") return parameter_of(field(sent.text, "From"), "tag");
    return field(sent.text, "Call-ID");
  }

  static void check_key(const std::string& key, const std::string& value, const Sent& sent,
                        const Sent* before) {
    const auto& text = sent.text;
    if (key == "resend" || key == "branch" || key == "from-tag" || key == "call") {
      ASSERT_NE(before, nullptr);
      if (key == "resend")
        EXPECT_EQ(text, before->text);
      else
        EXPECT_EQ(part_of(sent, key) == part_of(*before, key), value == "same") << text;
    } else if (key == "uri") {
      EXPECT_EQ(text.substr(text.find(' ') + 1, value.size() + 1), value + " ");
    } else if (key == "cseq") {
      EXPECT_EQ(field(text, "CSeq").substr(0, value.size() + 1), value + " ");
    } else if (key == "to-tag") {
      EXPECT_EQ(parameter_of(field(text, "To"), "tag"), value);
    } else if (key == "expires") {
      EXPECT_EQ(field(text, "Expires"), value);
    } else if (key == "auth" || key == "proxy-auth") {
      const auto* name = key == "auth" ? "Authorization" : "Proxy-Authorization";
      EXPECT_EQ(!field(text, name).empty(), value == "yes") << text;
    } else {
      check_text(key, value, text);
    }
  }

  static void check_text(const std::string& key, const std::string& value,
                         const std::string& text) {
    if (key == "has")
      EXPECT_NE(text.find(value), std::string::npos) << text;
    else if (key == "has-not")
      EXPECT_EQ(text.find(value), std::string::npos) << text;
    else
      ADD_FAILURE() << "unknown key " << key;
  }

  void reply(const Words& words) {
    Sent sent;
    if (!take(rig_.transport.replies, words, sent)) return;
    EXPECT_EQ(sent.text.substr(0, 12), "SIP/2.0 " + words.at(2) + " ") << sent.text;
    for (const auto& [key, value] : keys_from(words, 3)) {
      if (key == "again")
        EXPECT_EQ(sent.text, last_reply_);
      else if (key == "to")
        EXPECT_TRUE(field(sent.text, "CSeq").ends_with(" " + value)) << sent.text;
      else
        check_text(key, value, sent.text);
    }
    last_reply_ = sent.text;
    peer_.heard(sent.text);
  }

  void answer(const Sent& request, const std::string& rest) {
    auto [first, fields] = fields_of(rest);
    std::string line;
    Keys keys;
    for (const auto& word : split(first)) {
      if (word.find('=') == std::string::npos)
        line += (line.empty() ? "" : " ") + word;
      else
        keys.insert(key_of(word));
    }
    if (line.find(' ') == std::string::npos) line += " Reason";
    if (fields.find("Contact: ") == std::string::npos && !line.starts_with("100"))
      fields += "Contact: <sip:peer@198.51.100.7:5062>\r\n";
    auto text = response_to(request.text, line, fields);
    const auto tag = keys.contains("tag") ? keys.at("tag") : "peer";
    const auto at = text.find(";tag=registrar");
    if (at != std::string::npos) text.replace(at, 14, line.starts_with("100") ? "" : ";tag=" + tag);
    rig_.deliver(keys.contains("from") ? target_of(keys.at("from")) : request.to, text);
  }

  void receive(const std::string& rest) {
    auto [first, fields] = fields_of(rest);
    const auto words = split(first);
    const auto from = target_of(words.at(0));
    const auto keys = keys_from(words, 2);
    received_ = {from, peer_.request(from, words.at(1), Keys(keys.begin(), keys.end()), fields)};
    rig_.deliver(from, received_.second);
  }

  void raw(const std::string& rest) {
    auto text = rest.substr(rest.find(' ') + 1);
    for (auto at = text.find("\\r\\n"); at != std::string::npos; at = text.find("\\r\\n", at))
      text.replace(at, 4, "\r\n");
    rig_.deliver(target_of(rest.substr(0, rest.find(' '))), text);
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
  Peer peer_;
  unsigned number_ = 1;
  Sent last_{};
  std::map<std::string, Sent> by_method_;
  std::map<std::string, Sent> named_;
  std::string last_reply_;
  std::pair<Target, std::string> received_;
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
