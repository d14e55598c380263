// Requests from outside: the server transactions (RFC 3261, 17.2, with the accepted state of RFC
// 6026).
#pragma once

#include <deque>
#include <list>
#include <string>

#include "sipcore/message/message_text.hpp"
#include "sipcore/network/transport.hpp"
#include "sipcore/transaction/resender.hpp"
#include "sipcore/transaction/traffic_meter.hpp"

namespace lineman::sipcore {

// Answers that are kept for requests sent again, and how long (RFC 3261, 17.2.2, timer J); the
// oldest goes first.
inline constexpr std::size_t most_kept_answers = 64;
inline constexpr std::chrono::seconds answers_are_kept{32};
// INVITE transactions at a time. For a new one the oldest that is answered goes; where none is, the
// new one is refused.
inline constexpr std::size_t most_incoming_invites = 128;

// A request with where it came from.
struct Inbound {
  Target from{};
  Request request{};
};

// Whether they are of one transaction, as an INVITE, its ACK for other answers than 2xx, and its
// CANCEL are (RFC 3261, 9.2 and 17.2.3).
bool same_transaction(const Request& one, const Request& other);

// Pure. The same request gets the same answer, however often it comes.
class Incoming {
 public:
  // All of them outlive it; `timers` may change.
  Incoming(Clock& clock, Transport& transport, const SipTimers& timers, TrafficMeter& meter)
      : clock_(clock), transport_(transport), timers_(timers), meter_(meter) {}

  enum class Arrival : std::uint8_t {
    fresh,   // to be answered: answer()
    again,   // seen before, and answered again where that is due; nothing is left to do
    merged,  // the same request on another way (RFC 3261, 8.2.2.2): to be refused with 482
    full,    // an INVITE for which there is no room: to be refused
  };
  // An ACK that ends a transaction is `again`; every other ACK is `fresh`, and that of a 2xx.
  Arrival arrived(const Inbound& inbound);

  // For INVITE any number of provisional answers before the final one; otherwise one. A final
  // answer to an INVITE is sent again until its ACK comes, but for a 2xx: that is the caller's to
  // repeat.
  void answer(const Inbound& inbound, const AnswerForm& form);

  // Sends an answer and remembers nothing. `pass` says whether it was sent before.
  void send(const Inbound& inbound, const AnswerForm& form, Pass pass);

  // How many INVITEs wait for our final answer.
  std::size_t waiting() const;

  // Forgets all of them; nothing is sent again.
  void clear();

 private:
  struct Kept {
    TimePoint until{};
    std::string key{};
    std::string merge_key{};
    Target to{};
    std::string text{};
    std::string method{};
    unsigned status = 0;
  };
  // An INVITE and what became of it.
  struct Invite {
    enum class State : std::uint8_t { proceeding, accepted, completed, confirmed };
    std::string key{};
    std::string merge_key{};
    Target to{};
    std::string text{};  // of the last answer
    unsigned status = 0;
    bool acknowledged = false;  // its 2xx
    State state = State::proceeding;
    std::unique_ptr<Resender> resender{};
    std::unique_ptr<Timer> end{};
  };
  using Invites = std::list<Invite>;  // oldest first; entries stay where they are

  Arrival arrived_invite(const std::string& key, const std::string& merge_key);
  Arrival acknowledged(const Request& ack);
  Pass ack_of_success(const Request& ack);
  Arrival take(const Inbound& inbound);
  void repeat(const Invite& invite);
  bool is_merged(const Request& request, const std::string& merge_key) const;
  bool make_room();
  void finish(Invites::iterator invite, unsigned status);
  void end_after(Invites::iterator invite, Duration wait);
  Invites::iterator find(const std::string& key);

  Clock& clock_;
  Transport& transport_;
  const SipTimers& timers_;
  TrafficMeter& meter_;
  std::deque<Kept> kept_{};
  Invites invites_{};
};

}  // namespace lineman::sipcore
