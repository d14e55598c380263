#include "tests/sipcore/calls/scenario_talk.hpp"

#include <gtest/gtest.h>

#include "tests/sipcore/scenario_lines.hpp"

namespace lineman::test {

using namespace lineman::sipcore;

namespace {

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

}  // namespace

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

bool ScenarioTalk::play(const std::string& command, const std::string& rest) {
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
    rig_.transport.fail(target_of(words.at(0)));
  else
    return false;
  rig_.clock.advance({});
  return true;
}

void ScenarioTalk::move_to(const std::string& time) {
  rig_.clock.advance_to(rig_.start + seconds_text_of(time));
  expect_quiet();
}

void ScenarioTalk::expect_quiet() const {
  for (const auto* list : {&rig_.transport.sent, &rig_.transport.replies}) {
    if (!list->empty()) ADD_FAILURE() << describe(list->front());
  }
}

std::string ScenarioTalk::describe(const Sent& sent) const {
  const std::chrono::duration<double> when = sent.when - rig_.start;
  return "sent at " + std::to_string(when.count()) + " to " + text_of(sent.to) + ":\n" + sent.text;
}

// The next message that leaves, which must be at that time and to that target.
bool ScenarioTalk::take(std::deque<Sent>& list, const Words& words, Sent& sent) {
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

void ScenarioTalk::send(const Words& words) {
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

std::string ScenarioTalk::part_of(const Sent& sent, const std::string& key) {
  if (key == "branch") return parameter_of(field(sent.text, "Via"), "branch");
  if (key == "from-tag") return parameter_of(field(sent.text, "From"), "tag");
  return field(sent.text, "Call-ID");
}

void ScenarioTalk::check_key(const std::string& key, const std::string& value, const Sent& sent,
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

void ScenarioTalk::check_text(const std::string& key, const std::string& value,
                              const std::string& text) {
  if (key == "has")
    EXPECT_NE(text.find(value), std::string::npos) << text;
  else if (key == "has-not")
    EXPECT_EQ(text.find(value), std::string::npos) << text;
  else
    ADD_FAILURE() << "unknown key " << key;
}

void ScenarioTalk::reply(const Words& words) {
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

void ScenarioTalk::answer(const Sent& request, const std::string& rest) {
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

void ScenarioTalk::receive(const std::string& rest) {
  auto [first, fields] = fields_of(rest);
  const auto words = split(first);
  const auto from = target_of(words.at(0));
  const auto keys = keys_from(words, 2);
  received_ = {from, peer_.request(from, words.at(1), Keys(keys.begin(), keys.end()), fields)};
  rig_.deliver(from, received_.second);
}

void ScenarioTalk::raw(const std::string& rest) {
  auto text = rest.substr(rest.find(' ') + 1);
  for (auto at = text.find("\\r\\n"); at != std::string::npos; at = text.find("\\r\\n", at))
    text.replace(at, 4, "\r\n");
  rig_.deliver(target_of(rest.substr(0, rest.find(' '))), text);
}

}  // namespace lineman::test
