// The messages of a scenario: what leaves, what arrives, and when.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/sipcore/calls/calls_rig.hpp"
#include "tests/sipcore/calls/peer.hpp"

namespace lineman::test {

using Words = std::vector<std::string>;

// "192.0.2.1:5060", with "/tcp" or "/tls" behind it.
sipcore::Target target_of(const std::string& text);
std::string text_of(const sipcore::Target& target);

class ScenarioTalk {
 public:
  explicit ScenarioTalk(CallsRig& rig) : rig_(rig) {}

  // One command of call_scenario.hpp; false: it is none about messages or time.
  bool play(const std::string& command, const std::string& rest);
  // Nothing may have left that nobody asked for.
  void expect_quiet() const;

 private:
  void move_to(const std::string& time);
  std::string describe(const Sent& sent) const;
  bool take(std::deque<Sent>& list, const Words& words, Sent& sent);
  void send(const Words& words);
  static std::string part_of(const Sent& sent, const std::string& key);
  static void check_key(const std::string& key, const std::string& value, const Sent& sent,
                        const Sent* before);
  static void check_text(const std::string& key, const std::string& value, const std::string& text);
  void reply(const Words& words);
  void answer(const Sent& request, const std::string& rest);
  void receive(const std::string& rest);
  void raw(const std::string& rest);

  CallsRig& rig_;
  Peer peer_;
  Sent last_{};
  std::map<std::string, Sent> by_method_;
  std::map<std::string, Sent> named_;
  std::string last_reply_;
  std::pair<sipcore::Target, std::string> received_;
};

}  // namespace lineman::test
