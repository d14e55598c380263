// What the SIP core says of itself: states, and counters that only grow. Plain values; the core
// fills them, the agent keeps the last ones, the doors show them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "datamodel/counters.hpp"
#include "datamodel/sip_traffic.hpp"

namespace lineman::datamodel {

// The numbers are those of labels.hpp.
enum class AccountState : std::uint8_t {
  disabled = 1,
  misconfigured,  // enabled, but something needed is empty or cannot be used
  unregistered,
  registering,
  registered,
  unregistering,
  auth_failed,  // 401 or 407 that our answer did not satisfy
  rejected,     // 403 or 404
  all_servers_failed,
};

enum class AccountMode : std::uint8_t {
  primary = 1,  // on the first target of server 1
  failover,     // on another target of the server
  fallback,     // on server 2
  probing,      // on a secondary or server 2, while the way back is being tried
};

enum class TargetState : std::uint8_t { unknown = 1, up, suspect, down, probing };

enum class TargetSource : std::uint8_t { fixed = 1, a, srv, naptr };

// Why an attempt to register failed. `code` is the SIP status code, 0 where no response was
// involved.
struct Failure {
  unsigned code = 0;
  std::string reason;
  std::int64_t time = 0;  // seconds since the epoch

  bool operator==(const Failure&) const = default;
};

struct TargetStatus {
  std::string address;         // "127.0.0.1:5060", "[::1]:5060"
  std::uint8_t transport = 0;  // transport_type_labels
  TargetSource source = TargetSource::fixed;
  TargetState state = TargetState::unknown;
  bool registered = false;
  std::int64_t expires_at = 0;  // seconds since the epoch; 0: not registered there
  std::uint32_t ttl = 0;        // seconds left; 0: does not expire
  std::uint32_t rtt_us = 0;     // last round trip, microseconds
  std::uint32_t consecutive_failures = 0;
  unsigned last_code = 0;
  std::int64_t last_answer = 0;  // seconds since the epoch; 0: never

  bool operator==(const TargetStatus&) const = default;
};

struct ServerStatus {
  TargetState state = TargetState::unknown;
  bool registered = false;
  std::int64_t expires_at = 0;
  std::vector<TargetStatus> targets;
  ServerCounters counters{};
  std::int64_t discontinuity = 0;  // when the counters began, seconds since the epoch

  bool operator==(const ServerStatus&) const = default;
};

struct AccountStatus {
  unsigned account = 0;
  AccountState state = AccountState::disabled;
  std::string reason;  // why misconfigured; empty otherwise
  AccountMode mode = AccountMode::primary;
  unsigned server = 0;  // which server has control; 0: none
  std::string target;   // where it is registered, as TargetStatus::address; empty: nowhere
  std::uint8_t transport = 0;
  std::int64_t since = 0;             // last change of state, server or target
  std::int64_t registered_since = 0;  // 0: not registered
  std::int64_t expires_at = 0;
  // The configuration generation under which the present registration was made or, unchanged, still
  // holds; 0: not registered.
  std::uint64_t registered_generation = 0;
  std::optional<Failure> last_failure;
  AccountCounters counters{};
  std::int64_t discontinuity = 0;
  std::array<ServerStatus, 2> servers;

  bool operator==(const AccountStatus&) const = default;
};

// A value that is configured and does not act before the core's next start, or before the calls of
// its account have ended.
struct HeldValue {
  std::string name;   // "sip.listen_port"
  std::string value;  // that acts until then

  bool operator==(const HeldValue&) const = default;
};

// The core as a whole.
struct CoreStatus {
  std::string instance;  // new with each start of the core
  std::uint64_t generation = 0;
  std::int64_t started = 0;
  CoreCounters counters{};
  DnsCounters dns{};
  std::vector<HeldValue> held;  // each name once
  SipTraffic traffic{};

  bool operator==(const CoreStatus&) const = default;
};

}  // namespace lineman::datamodel
