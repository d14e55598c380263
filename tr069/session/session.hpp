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
#include "tr069/transport/failure_cause.hpp"
#include "tr069/transport/http_reply.hpp"

namespace lineman::cwmp {

// How long an answer may take (TR-069, 3.7.1.1: at least 30 s).
inline constexpr std::chrono::seconds longest_answer{60};
// How often a request of ours is sent again in one session because the ACS says so (fault 8005).
inline constexpr unsigned maximum_repeats = 3;
// Requests of the ACS in one session; one that never ends is ended.
inline constexpr unsigned maximum_requests = 10'000;

struct SessionResult {
  bool delivered = false;  // the Inform was answered: its events have reached the ACS
  bool ok = false;         // and the session came to its proper end
  std::string sentence{};  // why not: for log and status, without a full stop
  FailureCause cause = FailureCause::protocol;  // of one that is not ok
  // What to begin the next session with: the namespace that worked; where the ACS took none of
  // them, the newest, since what it took once may have changed.
  Namespace cwmp = Namespace::cwmp_1_2;
  // Nothing but an HTTP status spoke against a newer one, and that may have meant something else.
  bool guessed = false;
  std::chrono::seconds closed_for{0};  // how long the ACS wants to be left alone
};

// Inform comes first. Where the ACS does not take its namespace (fault 8006, a plain SOAP fault,
// HTTP 400 or 500 without a CWMP fault, UseCWMPVersion with another version), the next one follows
// at once. From the InformResponse on the session keeps to that namespace, or to the older one in
// which the ACS answered. Then we ask, unless the ACS holds our requests (HoldRequests, 3.5): one
// request in each post, and the ACS has to answer with its response. 8005 is answered with the same
// request; after another fault the next one follows, since the ACS has heard what we had to say.
// Then the ACS asks, one request in each reply, and the session ends well when it asks for nothing
// more and we have nothing more to say. A reply without a message holds nothing.
//
// Requests that cannot be read are answered here: 9003 where their ID could be read, and SOAP's
// MustUnderstand; so are unknown ones (9000) and those with wrong arguments (9003). Everything else
// that TR-069 does not provide for fails the session: what cannot be read and has no ID, a request
// before the InformResponse, and a response or a fault that answers nothing of ours, a second
// InformResponse too (TR-069 ends a session at a violation of the protocol, 3.7.2.4). The ID of the
// InformResponse is not compared: real ACSs send another one.
//
// One thread: the loop's. Clock and codec outlive it. post(), execute(), inform(), informed()
// and the others are called from within start(), replied(), failed() and an RPC's answer; ended()
// also from a timer, once. After ended() nothing more comes; the owner may destroy the session
// there. Destroying it earlier ends it without a call.
class Session {
 public:
  using Answer = std::function<void(Response)>;

  struct Hooks {
    // The next HTTP request; empty: an empty POST. Exactly one replied() or failed() follows, not
    // from within.
    std::function<void(std::string body)> post;
    // Carries out an RPC; the answer comes once, at once or later, and may outlive the session:
    // then it is ignored.
    std::function<void(const Request& request, Answer answer)> execute;
    // The Inform as of now; it is asked for again with each namespace that is tried.
    std::function<Inform()> inform;
    // The ACS has answered the Inform: its events are delivered.
    std::function<void()> informed;
    // What we have to ask next: the same one until answered() comes. Nothing: no more in this
    // session.
    std::function<std::optional<OwnRequest>()> next_request;
    // The ACS has answered it, with its response or with a fault.
    std::function<void()> answered;
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
  // No reply: the connection, TLS, or what came is no HTTP.
  void failed(std::string sentence, FailureCause cause = FailureCause::contact);

 private:
  class Machine;
  std::shared_ptr<Machine> machine_;
};

}  // namespace lineman::cwmp
