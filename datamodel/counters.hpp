// Every counter of the SIP core, with the name that JSON, the MIB and the TR-069 model give it. 64
// bits, monotonic until its discontinuity time moves.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace lineman::datamodel {

// Arcs are columns of the MIB's statistics tables, written by hand and never reused.
struct CounterRow {
  std::string_view name;
  unsigned arc;
  std::string_view help;
};

enum class AccountCounter : std::uint8_t {
  register_attempts,
  register_successes,
  register_failures,
  register_abandoned,
  refreshes,
  auth_failures,
  registration_lost,
  failovers,
  failovers_timeout,
  failovers_icmp,
  failovers_connect,
  failovers_tls,
  failovers_response,
  failovers_dns,
  failovers_keepalive,
  fallbacks,
  failbacks,
  failback_probes,
  failback_probe_failures,
  all_servers_failed,
  seconds_registered,
  seconds_down,
  invite_failovers,
  subscriptions_moved,
  outgoing_calls_attempted,
  outgoing_calls_connected,
  outgoing_calls_failed,
  incoming_calls_received,
  incoming_calls_connected,
  incoming_calls_failed,
  calls_dropped,
  address_changes,
};

inline constexpr CounterRow account_counters[] = {
    {"registerAttempts", 20,
     "Attempts to register: a REGISTER with all that its answers asked for"},
    {"registerSuccesses", 21, "Attempts that ended with a registration"},
    {"registerFailures", 22, "Attempts that failed"},
    {"registerAbandoned", 23,
     "Attempts dropped by a change of configuration or the end of the SIP core"},
    {"refreshes", 24, "Attempts that renewed a registration before its end"},
    {"authFailures", 25, "Attempts refused because of user name or password"},
    {"registrationLost", 26, "Times that the account went from registered to not registered"},
    {"failovers", 27, "Moves from one target to another one of the same server"},
    {"failoversTimeout", 28, "Failovers because a target was silent"},
    {"failoversIcmp", 29, "Failovers because of an ICMP error"},
    {"failoversConnect", 30, "Failovers because a connection was refused or lost"},
    {"failoversTls", 31, "Failovers because of the TLS handshake or the certificate"},
    {"failoversResponse", 32, "Failovers because of a response such as 503"},
    {"failoversDns", 33, "Failovers because a name did not resolve"},
    {"failoversKeepalive", 34, "Failovers because a keepalive was not answered"},
    {"fallbacks", 35, "Moves from server 1 to server 2"},
    {"failbacks", 36, "Returns to the primary target, or to server 1"},
    {"failbackProbes", 37, "Tries of the way back"},
    {"failbackProbeFailures", 38, "Tries of the way back that failed"},
    {"allServersFailed", 39, "Rounds in which no target of any server accepted the registration"},
    {"secondsRegistered", 40, "Seconds that the account was registered"},
    {"secondsDown", 41, "Seconds that the account was enabled and not registered"},
    {"inviteFailovers", 42, "INVITE requests that moved to another target"},
    {"subscriptionsMoved", 43, "Subscriptions renewed at another target"},
    {"outgoingCallsAttempted", 44, "Calls that the phone began"},
    {"outgoingCallsConnected", 45, "Of these, calls that were answered"},
    {"outgoingCallsFailed", 46, "Of these, calls that ended without an answer"},
    {"incomingCallsReceived", 47, "Calls that reached the phone"},
    {"incomingCallsConnected", 48, "Of these, calls that were answered"},
    {"incomingCallsFailed", 49, "Of these, calls that ended without an answer"},
    {"callsDropped", 50,
     "Connected calls that neither side ended: no answer, or an error of the network"},
    {"addressChanges", 51, "Times that the phone's own address towards a server was another one"},
};

// NOLINTNEXTLINE(readability-identifier-naming): REGISTER's name is a word of the language
enum class Method : std::uint8_t { register_, invite, subscribe, options, other };

inline constexpr std::array<std::string_view, 5> method_names = {"REGISTER", "INVITE", "SUBSCRIBE",
                                                                 "OPTIONS", "other"};

enum class MethodCounter : std::uint8_t {
  requests_out,
  requests_in,
  retransmissions,
  responses_1xx,
  responses_2xx,
  responses_3xx,
  responses_4xx,
  responses_5xx,
  responses_6xx,
  timeouts,
  transport_failures,
  abandoned,
  in_flight,
};

// Counted for each method; in JSON "requestsOut.REGISTER". Always true: requestsOut = responses 2xx
// to 6xx + timeouts + transportFailures + abandoned + inFlight. inFlight alone may fall.
inline constexpr CounterRow method_counters[] = {
    {"requestsOut", 2, "Requests sent, resends not counted"},
    {"requestsIn", 3, "Requests received, resends not counted"},
    {"retransmissions", 4, "Requests sent again"},
    {"responses1xx", 5, "Provisional responses received"},
    {"responses2xx", 6, "Successful responses received"},
    {"responses3xx", 7, "Redirections received"},
    {"responses4xx", 8, "Client errors received"},
    {"responses5xx", 9, "Server errors received"},
    {"responses6xx", 10, "Global failures received"},
    {"timeouts", 11, "Requests without a final response in time"},
    {"transportFailures", 12, "Requests ended by an error of the transport"},
    {"abandoned", 13, "Requests dropped by a change of configuration or the end of the SIP core"},
    {"inFlight", 14, "Requests that wait for a final response now"},
};

enum class ServerCounter : std::uint8_t {
  icmp_errors,
  connect_failures,
  tls_failures,
  send_failures,
  connects,
  challenges,
  discarded,
  keepalives_sent,
  keepalives_lost,
};

inline constexpr CounterRow server_counters[] = {
    {"icmpErrors", 20, "ICMP errors received"},
    {"connectFailures", 21, "Connections that failed"},
    {"tlsFailures", 22, "TLS handshakes that failed"},
    {"sendFailures", 23, "Messages that could not be sent"},
    {"connects", 24, "Connections made"},
    {"challenges", 25, "401 and 407 responses received"},
    {"discarded", 26, "Malformed or unexpected messages dropped"},
    {"keepalivesSent", 27, "Keepalives sent"},
    {"keepalivesLost", 28, "Keepalives not answered"},
};

enum class DnsCounter : std::uint8_t {
  queries_a,
  queries_aaaa,
  queries_srv,
  queries_naptr,
  answers,
  nxdomain,
  servfail,
  timeouts,
  cache_hits,
  stale_uses,
};

inline constexpr CounterRow dns_counters[] = {
    {"queriesA", 1, "A queries sent"},
    {"queriesAAAA", 2, "AAAA queries sent"},
    {"queriesSRV", 3, "SRV queries sent"},
    {"queriesNAPTR", 4, "NAPTR queries sent"},
    {"answers", 5, "Answers with records"},
    {"nxdomain", 6, "Answers that the name does not exist, or has no such record"},
    {"servfail", 7, "Answers that the server failed or refused"},
    {"timeouts", 8, "Queries without an answer"},
    {"cacheHits", 9, "Look-ups answered from the cache"},
    {"staleUses", 10, "Uses of an expired list because no resolver answered"},
};

enum class CoreCounter : std::uint8_t {
  prepares,
  refusals,
  commits,
  aborts,
  expired_leases,
  monitor_overflows,
};

inline constexpr CounterRow core_counters[] = {
    {"prepares", 1, "Configurations staged"},
    {"refusals", 2, "Configurations refused"},
    {"commits", 3, "Configurations taken over"},
    {"aborts", 4, "Stages dropped by the agent"},
    {"expiredLeases", 5, "Stages dropped because the agent did not decide in time"},
    {"monitorOverflows", 6, "Times that a monitor read too slowly and lost events"},
};

// Counters of one scope, addressed by their enumeration.
template <typename Counter, std::size_t count>
class CounterSet {
 public:
  constexpr std::uint64_t& operator[](Counter counter) {
    return values_[static_cast<std::size_t>(counter)];
  }
  constexpr std::uint64_t operator[](Counter counter) const {
    return values_[static_cast<std::size_t>(counter)];
  }
  constexpr auto begin() { return values_.begin(); }
  constexpr auto end() { return values_.end(); }
  constexpr auto begin() const { return values_.begin(); }
  constexpr auto end() const { return values_.end(); }
  bool operator==(const CounterSet&) const = default;

 private:
  std::array<std::uint64_t, count> values_{};
};

using AccountCounters = CounterSet<AccountCounter, std::size(account_counters)>;
using MethodCounters = CounterSet<MethodCounter, std::size(method_counters)>;
using DnsCounters = CounterSet<DnsCounter, std::size(dns_counters)>;
using CoreCounters = CounterSet<CoreCounter, std::size(core_counters)>;

struct ServerCounters {
  std::array<MethodCounters, method_names.size()> methods{};
  CounterSet<ServerCounter, std::size(server_counters)> server{};

  constexpr MethodCounters& operator[](Method method) {
    return methods[static_cast<std::size_t>(method)];
  }
  constexpr const MethodCounters& operator[](Method method) const {
    return methods[static_cast<std::size_t>(method)];
  }
  constexpr std::uint64_t& operator[](ServerCounter counter) { return server[counter]; }
  constexpr std::uint64_t operator[](ServerCounter counter) const { return server[counter]; }
  bool operator==(const ServerCounters&) const = default;
};

static_assert(std::size(account_counters) ==
                  static_cast<std::size_t>(AccountCounter::address_changes) + 1,
              "each account counter has one row");
static_assert(std::size(method_counters) == static_cast<std::size_t>(MethodCounter::in_flight) + 1,
              "each method counter has one row");
static_assert(std::size(server_counters) ==
                  static_cast<std::size_t>(ServerCounter::keepalives_lost) + 1,
              "each server counter has one row");
static_assert(std::size(dns_counters) == static_cast<std::size_t>(DnsCounter::stale_uses) + 1,
              "each DNS counter has one row");
static_assert(std::size(core_counters) ==
                  static_cast<std::size_t>(CoreCounter::monitor_overflows) + 1,
              "each counter of the core has one row");

}  // namespace lineman::datamodel
