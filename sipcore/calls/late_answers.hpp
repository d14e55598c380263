// Answers to INVITEs that are over for their call: a 2xx sent again (RFC 6026), a second 2xx of a
// fork, and one from a hop that was left for another one. Each 2xx is acknowledged; what no call
// wants is ended by BYE (RFC 3261, 13.2.2.4).
#pragma once

#include <deque>
#include <map>
#include <string>

#include "sipcore/calls/call_context.hpp"
#include "sipcore/calls/sent_invite.hpp"

namespace lineman::sipcore {

// INVITEs remembered; the oldest is forgotten first.
inline constexpr std::size_t most_late_invites = 128;
inline constexpr std::size_t most_forks = 16;  // 2xx with different To tags of one INVITE
// How long an INVITE whose hop was left is remembered: timer C and the time that its 2xx is resent.
inline constexpr std::chrono::seconds left_invites_are_kept{212};

// Pure.
class LateAnswers {
 public:
  // They outlive it.
  LateAnswers(Clock& clock, Transport& transport, LooseRequests& loose, TrafficMeter& meter)
      : clock_(clock), transport_(transport), loose_(loose), meter_(meter) {}

  // A call took this 2xx; it is acknowledged here, now and whenever it comes again, with `ack`.
  void accepted(const SentInvite& invite, const Response& response, std::shared_ptr<Link> link,
                const RequestForm& ack);
  // No call waits for an answer to it any more.
  void left(const SentInvite& invite);

  // False: it is no answer to any of these.
  bool received(const Target& from, const Response& response);
  std::size_t size() const { return entries_.size(); }
  void clear();

 private:
  struct Ack {
    std::shared_ptr<Link> link{};
    std::string text{};
  };
  struct Entry {
    TimePoint until{};
    SentInvite invite{};
    std::map<std::string, Ack> acks{};  // by To tag
  };

  Entry& remember(const SentInvite& invite, Duration time);
  void forget_old();
  void send(const Ack& ack, Pass pass);
  void end_fork(Entry& entry, const Response& response);

  Clock& clock_;
  Transport& transport_;
  LooseRequests& loose_;
  TrafficMeter& meter_;
  std::deque<Entry> entries_{};
  std::unique_ptr<Timer> forget_{};  // links are not held for nothing
};

}  // namespace lineman::sipcore
