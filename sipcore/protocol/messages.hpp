// The messages between the agent and a SIP core (org.lineman.SipCore1.varlink), as plain structs.
// The agent's client and our own core share them; another core needs only the interface file.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "datamodel/problem.hpp"
#include "datamodel/status.hpp"

namespace lineman::sipcore {

inline constexpr std::string_view interface_name = "org.lineman.SipCore1";
inline constexpr unsigned protocol_version = 1;

// The complete state of one account: names without "account.X." ("enable", "sip_server.1.expires"),
// initial values included.
struct AccountConfiguration {
  unsigned account = 0;
  std::map<std::string, std::string> values;

  bool operator==(const AccountConfiguration&) const = default;
};

// The parameters of the phone that concern SIP ("sip.timer_t1"), initial values included.
using Globals = std::map<std::string, std::string>;

struct Hello {
  std::vector<unsigned> protocols;  // that the agent speaks
  std::string agent;                // its name and version, for the core's log
};

struct Welcome {
  unsigned protocol = 0;  // the one chosen; the call fails with Unsupported where none is common
  std::string instance;   // new with each start of the core
  std::uint64_t generation = 0;  // what it runs; 0: nothing yet
  std::string digest;            // of what it runs, datamodel::digest_of
  std::vector<std::string> capabilities;
};

enum class Effect : std::uint8_t { none, refresh, reregister, rebind, deferred, restart };

std::string_view to_string(Effect effect);

// What a commit will do to an account; account 0 is the whole core.
struct AccountEffect {
  unsigned account = 0;
  Effect effect = Effect::none;

  bool operator==(const AccountEffect&) const = default;
};

struct Prepare {
  std::string txn;           // unique for the life of the agent's store
  std::uint64_t base = 0;    // the generation that the change starts from
  std::uint64_t target = 0;  // the generation that it makes
  std::string digest;        // of target
  std::chrono::milliseconds lease{};
  std::vector<AccountConfiguration> accounts;  // the changed ones
  Globals globals;                             // complete
};

// The whole configuration: LoadBegin, one LoadAccount for each account, LoadEnd.
struct Load {
  std::uint64_t generation = 0;
  std::string digest;
  Globals globals;
  std::vector<AccountConfiguration> accounts;
};

// Event::kind where AccountStatus::registered_generation is another one and the state the same.
inline constexpr std::string_view generation_kind = "generation";

struct Event {
  std::uint64_t sequence = 0;
  std::string kind;  // "state", "failover", "fallback", "failback", "call", "subscription",
                     // "generation", "resync"
  unsigned account = 0;
  unsigned server = 0;
  std::string detail;
  std::int64_t time = 0;  // seconds since the epoch
  // Of an account's registration: where it is from now on, where it was until now and for how many
  // seconds. One of the words of org.lineman.SipCore1; empty where the core does not say it.
  std::string place{};
  std::string target{};  // the address that belongs to `place`
  std::string before{};
  std::uint64_t lasted = 0;
};

// A call as Calls lists it: signalling only, no sound.
enum class CallState : std::uint8_t {
  dialing,      // ours, and nobody answered yet
  ringing,      // a provisional response, or a call for us that waits
  established,  // answered
  ending,       // CANCEL or BYE is out
};

struct CallInfo {
  unsigned call = 0;  // its number, from 1, never used again by this start of the core
  unsigned account = 0;
  bool outgoing = true;
  std::string peer{};  // URI of the other side
  CallState state = CallState::dialing;
  std::string target{};    // "192.0.2.1:5060", where it goes through
  std::int64_t since = 0;  // of the state, seconds since the epoch

  bool operator==(const CallInfo&) const = default;
};

enum class SubscriptionState : std::uint8_t { pending, active, ended };

// A subscription of ours (RFC 6665).
struct SubscriptionInfo {
  unsigned subscription = 0;  // its number, as of a call
  unsigned account = 0;
  std::string event{};  // "message-summary", "dialog"
  std::string uri{};    // what is watched
  SubscriptionState state = SubscriptionState::pending;
  std::string target{};         // where it was accepted
  std::int64_t expires_at = 0;  // seconds since the epoch; 0: not accepted
  std::string last_body{};      // of the last NOTIFY, cut at 1,024 octets

  bool operator==(const SubscriptionInfo&) const = default;
};

std::string_view to_string(CallState state);
std::string_view to_string(SubscriptionState state);

// What begins a call. `uri`: "sip:1002@example.com", or a user ("1002") of the account's own
// domain.
struct Dial {
  unsigned account = 0;
  std::string uri{};
};

// What begins a subscription. `uri` empty: the account itself is watched.
struct Subscribe {
  unsigned account = 0;
  std::string event{};
  std::string uri{};
};

// Errors of the interface, besides varlink's own.
enum class ErrorCode : std::uint8_t {
  invalid,   // problems says what
  conflict,  // the core runs another generation
  busy,      // another transaction is staged
  unknown_txn,
  lease_expired,
  unsupported,     // a path, or the protocol
  resource,        // a socket, a certificate, memory: problems says which
  no_call,         // there is no such call or subscription
  not_possible,    // a call or subscription cannot be made now: the sentence says why
  not_connected,   // no core there, or it went away before it answered
  timed_out,       // no answer within the caller's time
  protocol_error,  // it answered with something else than the interface says
};

std::string_view to_string(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::not_connected;
  std::string sentence;
  datamodel::Problems
      problems{};  // of invalid; unsupported and resource: one, whose name is the path
  std::uint64_t generation = 0;  // of conflict: what the core runs
  std::uint64_t number = 0;      // of no_call: the one that is not there
};

}  // namespace lineman::sipcore
