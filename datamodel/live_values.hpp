// What the running phone says of itself, as columns and scalars of the MIB: one row for each live
// value, built on the rows of counters.hpp. How a value is read is not said here;
// agent/interfaces/live_readings.cpp does, and does not compile where a row has no binding.
#pragma once

#include <array>
#include <string_view>

#include "datamodel/acs_counters.hpp"
#include "datamodel/counters.hpp"
#include "datamodel/instance.hpp"
#include "datamodel/labels.hpp"
#include "datamodel/notifications.hpp"

namespace lineman::datamodel {

// `name` is the value's name in JSON; the MIB puts the group's prefix before it, the TR-069 model
// writes it with a capital. The arc is written by hand and never reused (released_arcs.txt).
struct LiveValue {
  std::string_view name;
  Kind kind;
  unsigned arc;
  std::string_view help;
};

namespace live {

constexpr LiveValue of_counter(const CounterRow& row) {
  const bool seconds = row.name.starts_with("seconds");
  return {row.name, counter(seconds ? "seconds" : ""), row.arc, row.help};
}

template <std::size_t count>
constexpr std::array<LiveValue, count> of_counters(const CounterRow (&counters)[count]) {
  std::array<LiveValue, count> all{};
  for (std::size_t i = 0; i < count; ++i) all[i] = of_counter(counters[i]);
  return all;
}

// A group's own values, then its counters, in the order of their enumeration.
template <std::size_t own, std::size_t counted>
constexpr std::array<LiveValue, own + counted> with_counters(
    const LiveValue (&values)[own], const CounterRow (&counters)[counted]) {
  std::array<LiveValue, own + counted> all{};
  for (std::size_t i = 0; i < own; ++i) all[i] = values[i];
  for (std::size_t i = 0; i < counted; ++i) all[own + i] = of_counter(counters[i]);
  return all;
}

inline constexpr LiveValue configuration[] = {
    {"generation", unsigned_integer(0, 4'294'967'295), 1,
     "Number of the stored configuration; each change makes the next one"},
    {"appliedGeneration", unsigned_integer(0, 4'294'967'295), 2,
     "Number of the configuration that the SIP core runs; below configGeneration while a change "
     "waits for the core, 0 while the core runs nothing"},
    {"lastChange", timestamp(), 3, "When the stored configuration was made"},
    {"lastSource", text(0, 255), 4, "Who made it: the door, and who asked there"},
};

inline constexpr LiveValue own_core[] = {
    {"connected", boolean(), 20, "Whether the agent reaches the SIP core"},
    {"started", timestamp(), 21, "When the SIP core started; its counters began then"},
};

inline constexpr LiveValue snmp_door[] = {
    {"untrusted", counter(), 1,
     "Messages dropped because networkSnmpTrustIp does not hold their source"},
    {"rateLimited", counter(), 2, "Messages dropped because their source sent too many"},
    {"repeatedSets", counter(), 3, "SET requests answered from memory because they were resent"},
    {"started", timestamp(), 4, "When the management agent started; its counters began then"},
};

inline constexpr LiveValue event_log[] = {
    {"time", timestamp(), 2, "When it happened"},
    {"kind", enumeration(notification_labels), 3, "What happened: the name of its notification"},
    {"account", unsigned_integer(0, 512), 4, "Which account it happened to; 0: none"},
    {"server", unsigned_integer(0, servers_per_account), 5, "Which server is meant; 0: none"},
    {"generation", unsigned_integer(0, 4'294'967'295), 6, "Which configuration is meant; 0: none"},
    {"detail", text(0, 255), 7, "What there is to say of it"},
    {"sent", boolean(), 8,
     "Whether it was sent to receivers: not so where there are none, or it was one too many"},
};

inline constexpr LiveValue receiver[] = {
    {"address", text(0, 255), 2, "Where notifications are sent"},
    {"version", enumeration(receiver_version_labels), 3, "Version of SNMP towards the receiver"},
    {"inform", boolean(), 4, "Whether the receiver has to acknowledge them"},
    {"sent", counter(), 5, "Notifications sent, resends not counted"},
    {"acknowledged", counter(), 6, "Of these, notifications that the receiver acknowledged"},
    {"lost", counter(), 7,
     "Notifications that could not be sent, or that the receiver did not acknowledge in time"},
    {"pending", gauge(), 8, "Notifications that wait for their acknowledgement now"},
};

inline constexpr LiveValue notification[] = {
    {"raised", counter(), 1, "Events that are worth a notification"},
    {"suppressed", counter(), 2,
     "Of these, events that were not sent because there were too many of their kind"},
};

inline constexpr LiveValue guard[] = {
    {"remaining", gauge("seconds"), 1,
     "Time until the guarded change is taken back; 0: no guard runs"},
    {"generation", unsigned_integer(0, 4'294'967'295), 2,
     "Number of the configuration that is guarded; 0: none"},
    {"waitingFor", text(0, 255), 3,
     "Accounts that have not registered since the guarded change, separated by spaces; ... at the "
     "end: and more"},
};

inline constexpr LiveValue own_acs[] = {
    {"url", text(0, 256), 1, "The ACS that is in use; empty: none"},
    {"urlFound", boolean(), 2,
     "Whether that URL was found by DHCP: none is configured in its place"},
    {"lastSession", timestamp(), 3, "When the last session ended"},
    {"lastSuccess", timestamp(), 4, "When the last session ended that did not fail"},
    {"lastFailure", timestamp(), 5, "When the last session ended that failed"},
    {"lastFailureReason", text(0, 255), 6, "Why it failed"},
    {"failedInARow", gauge(), 7, "Sessions that failed since one did not"},
    {"nextSession", timestamp(), 8, "When the next session is to begin"},
    {"started", timestamp(), 9, "When the ACS door started; its counters began then"},
};

inline constexpr LiveValue own_account[] = {
    {"state", enumeration(account_state_labels), 2, "State of the account's registration"},
    {"reason", text(0, 255), 3, "Why the account is misconfigured; empty otherwise"},
    {"mode", enumeration(account_mode_labels), 4,
     "Where the account is: on its primary target, after a failover, after a fallback, or probing "
     "the way back"},
    {"server", unsigned_integer(0, servers_per_account), 5, "Which server has control; 0: none"},
    {"target", text(0, 255), 6, "Address and port where the account is registered; empty: nowhere"},
    {"transport", enumeration(transport_type_labels), 7, "Transport towards that target"},
    {"since", timestamp(), 8, "Last change of state, server or target"},
    {"registeredSince", timestamp(), 9, "Since when the account is registered"},
    {"expiresAt", timestamp(), 10, "When the registration ends unless it is renewed"},
    {"lastFailureCode", unsigned_integer(0, 699), 11,
     "SIP status code of the last failed attempt to register; 0: no response, or no failure"},
    {"lastFailureReason", text(0, 255), 12, "Reason of that failure"},
    {"lastFailureTime", timestamp(), 13, "Time of that failure"},
    {"discontinuityTime", timestamp(), 14, "When this account's counters began"},
};

inline constexpr LiveValue own_server[] = {
    {"state", enumeration(target_state_labels), 2, "State of the server"},
    {"registered", boolean(), 3, "Whether the account is registered with this server"},
    {"expiresAt", timestamp(), 4, "When that registration ends unless it is renewed"},
    {"targets", gauge(), 5, "Targets that the server's address stands for now"},
    {"discontinuityTime", timestamp(), 6, "When this server's counters began"},
    {"effectiveFailbackMode", enumeration(failback_mode_labels), 7,
     "The failback mode that acts at this server, or at the outbound proxy in its place"},
    {"effectiveFailbackTimeout", unsigned_integer(0, 65'535, "seconds"), 8,
     "The failback timeout that acts there: 1 to 59 act as 60"},
};

inline constexpr LiveValue target[] = {
    {"address", text(0, 127), 2, "IP address and port of the target"},
    {"transport", enumeration(transport_type_labels), 3, "Transport towards the target"},
    {"source", enumeration(target_source_labels), 4, "What the target was resolved from"},
    {"state", enumeration(target_state_labels), 5, "State of the target"},
    {"registered", boolean(), 6, "Whether the account is registered with this target"},
    {"expiresAt", timestamp(), 7, "When that registration ends unless it is renewed"},
    {"ttl", gauge("seconds"), 8, "Time until the target is resolved again; 0: never"},
    {"roundTripTime", gauge("microseconds"), 9, "Last round trip to the target"},
    {"consecutiveFailures", gauge(), 10, "Failed requests since the last answer"},
    {"lastCode", unsigned_integer(0, 699), 11, "SIP status code of the last answer; 0: none yet"},
    {"lastAnswer", timestamp(), 12, "Time of the last answer"},
};

inline constexpr auto account = with_counters(own_account, account_counters);
inline constexpr auto server = with_counters(own_server, server_counters);
inline constexpr auto core = with_counters(own_core, core_counters);
inline constexpr auto dns = of_counters(dns_counters);
inline constexpr auto acs = with_counters(own_acs, acs_counters);
inline constexpr auto method = [] {
  auto all = of_counters(method_counters);
  all[static_cast<std::size_t>(MethodCounter::in_flight)].kind = gauge();  // it alone may fall
  return all;
}();

}  // namespace live

}  // namespace lineman::datamodel
