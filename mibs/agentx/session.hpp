// A session with the master agent (RFC 2741, 7.1): opens it, registers the objects, and watches
// that the master agent is still there. Pure: knows no socket.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "daemon/clock.hpp"
#include "mibs/agentx/pdu.hpp"
#include "mibs/agentx/pdu_writer.hpp"

namespace lineman::mibs::agentx {

// What the session says of itself.
struct SessionPlan {
  Oid id{};                   // o.id: who the subagent is
  std::string description{};  // o.descr
  // The first one has to be had; another that somebody else has is left to him.
  std::vector<Oid> subtrees{};
  Oid capabilities{};  // a row of the master agent's sysORTable, with its description
  std::string capabilities_description{};
};

// One session; a new one needs a new object. One thread: the loop's.
class Session {
 public:
  // Called from start(), received() and the clock. After ended() nothing is called any more.
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void send(const std::string& octets) = 0;
    virtual void registered() = 0;  // managers can read and write from now on
    virtual void asked(const Frame& request) = 0;
    virtual void ended(const std::string& why) = 0;  // words that follow "the master agent: "
  };

  // `plan` is copied, `clock` and `listener` outlive the session.
  Session(Clock& clock, SessionPlan plan, Listener& listener);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Opens; once.
  void start();
  void received(const Frame& frame);
  // Says good-bye (reasonShutdown), and is over.
  void close();

  bool is_registered() const { return step_ == Step::registered; }

  // sysUpTime of the master agent when it opened the session, in hundredths of a second.
  std::uint32_t uptime() const { return uptime_; }

  // The header of a message of ours that wants an answer, which the session takes care of.
  Header next_header(PduType type);

 private:
  enum class Step : std::uint8_t { opening, registering, describing, registered, over };

  void expect_answer(const Header& header);
  void answered(const Frame& frame);
  bool needs_consent() const;
  void go_on();
  void send_open();
  void send_register(const Oid& subtree);
  void send_capabilities();
  void ping();
  void end(const std::string& why);

  Clock& clock_;
  SessionPlan plan_;
  Listener& listener_;
  Step step_ = Step::opening;
  std::size_t registered_ = 0;  // subtrees
  std::uint32_t id_ = 0;
  std::uint32_t uptime_ = 0;
  std::uint32_t packet_ = 0;
  std::uint32_t awaited_ = 0;     // the packet whose answer is awaited; 0: none
  std::unique_ptr<Timer> timer_;  // for the answer, or until the next ping
};

}  // namespace lineman::mibs::agentx
