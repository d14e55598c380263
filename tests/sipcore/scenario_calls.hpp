// The words of scenarios that are about more than registering: calls, subscriptions, connections.
#pragma once

#include <string>
#include <vector>

#include "tests/sipcore/engine_fixture.hpp"

namespace lineman::test {

class CallWords {
 public:
  explicit CallWords(EngineRig& rig) : rig_(rig) {}

  // dial URI · hangup · calls NUMBER · subscribe EVENT · unsubscribe · keepalive SECONDS · closed
  // TARGET · line-ends TARGET. False: the command is none of these. `account` is the one that is
  // meant.
  bool play(const std::string& command, const std::vector<std::string>& words, unsigned account);

  // notify: what the server of the last SUBSCRIBE, which is `subscribe`, says first; it is answered
  // 200.
  void notify(const Sent& subscribe);

 private:
  EngineRig& rig_;
  unsigned call_ = 0;          // the last one
  unsigned subscription_ = 0;  // the last one
  unsigned notified_ = 0;
};

// "192.0.2.1:5060", over another transport than UDP "192.0.2.1:5060/tcp".
sipcore::Target target_of(const std::string& text);
std::string text_of(const sipcore::Target& target);
std::string mark_of(sipcore::Protocol protocol);  // "", "/tcp", "/tls"

}  // namespace lineman::test
