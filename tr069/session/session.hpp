// One session with the ACS (TR-069, 3.7), as a state machine: it says what to post, and is told
// what came back. It knows neither HTTP's connection nor what the RPCs do.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "daemon/clock.hpp"
#include "tr069/codec/codec.hpp"

namespace lineman::cwmp {

// How long an answer may take (TR-069, 3.7.1.1: at least 30 s).
inline constexpr std::chrono::seconds longest_answer{60};

// A reply over HTTP. Redirects and authentication are the transport's business and do not get here.
struct HttpReply {
  unsigned status = 0;
  std::string body{};
};

struct SessionResult {
  bool delivered = false;                // the Inform was answered: its events have reached the ACS
  bool ok = false;                       // and the session came to its proper end
  std::string sentence{};                // why not: for log and status, without a full stop
  Namespace cwmp = Namespace::cwmp_1_2;  // the namespace that worked
};

// One thread: the loop's. The hooks outlive it; none is called from within the call that they
// answer to, except post() and ended() from start(), replied() and failed(). After ended() nothing
// more comes, and the owner may destroy the session from there.
class Session {
 public:
  using Answer = std::function<void(Response)>;

  struct Hooks {
    // The next HTTP request; empty: an empty POST. Exactly one replied() or failed() follows.
    std::function<void(std::string body)> post;
    // Carries out an RPC; the answer comes once, at once or later. Not answered after the session's
    // end.
    std::function<void(const Request& request, Answer answer)> execute;
    // The Inform as of now; it is asked for again with each namespace that is tried.
    std::function<Inform()> inform;
    // The ACS has answered the Inform: its events are delivered.
    std::function<void()> informed;
    std::function<void(const SessionResult& result)> ended;
  };

  // `first` is the namespace to begin with; the others that are older follow where the ACS does not
  // take it (design: 1-2, 1-1, 1-0).
  Session(Clock& clock, Codec& codec, Namespace first, Hooks hooks);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start();
  void replied(const HttpReply& reply);
  void failed(std::string sentence);  // no reply: the connection, TLS, or the credentials

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace lineman::cwmp
