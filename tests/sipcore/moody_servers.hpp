// Servers that answer all that the engine sends, each in its mood.
#pragma once

#include <map>
#include <random>
#include <string>

#include "tests/sipcore/calls/peer.hpp"
#include "tests/sipcore/engine_fixture.hpp"

namespace lineman::test {

enum class Mood : std::uint8_t {
  well,
  silent,
  gone,           // ICMP, or a connection that cannot be made
  refusing,       // any status from 300 on
  challenging,    // a new nonce for every request, always called stale
  brief,          // grants 1 s
  brief_endless,  // 423, asking for more each time
  garbling,
  closing,  // well, but each answer is the end of the connection
  busy,     // 503, Retry-After: 0
};
inline constexpr unsigned moods = 10;

class MoodyServers {
 public:
  MoodyServers(EngineRig& rig, unsigned seed) : rig_(rig), random_(seed) {}

  // The clock moves on by that, and what is sent on the way is answered at once. False: the engine
  // sent or armed so much that it has no end.
  bool run(Duration time);
  // Of one target; those that are not named are in `usual`.
  std::map<sipcore::Target, Mood> mood_of;
  Mood usual = Mood::well;

  std::uint64_t heard() const { return heard_; }  // messages of the engine, answers included
  unsigned any(unsigned below) { return static_cast<unsigned>(random_() % below); }

  // The last INVITE or SUBSCRIBE of the engine that was accepted.
  const std::string& last_request() const { return last_request_; }
  // The last answer to an INVITE from outside.
  const std::string& last_reply() const { return last_reply_; }

 private:
  void react();
  void react_to(const Sent& request);
  void answer_well(const Sent& request, unsigned lease);
  void refuse(const Sent& request);
  void deliver(const Sent& request, const std::string& line, const std::string& fields = "");

  EngineRig& rig_;
  std::mt19937 random_;
  std::uint64_t heard_ = 0;
  unsigned nonce_ = 0;
  std::string last_request_;
  std::string last_reply_;
};

}  // namespace lineman::test
