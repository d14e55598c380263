// What is worth waking somebody: one row for each alert, written as rules of Prometheus and as
// triggers of Zabbix.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "datamodel/notifications.hpp"

namespace lineman::datamodel::monitoring {

// How the objects of an alert show that there is something.
enum class Sign : std::uint8_t {
  in_states,  // the object has had one of the labels for `lasting`
  grown,      // the counters together grew by `threshold` or more within `lasting`
  differ,     // the two objects have differed for `lasting`
  changed,    // the object changed within `lasting`
  silent,     // the phone has not answered for `lasting`
};

using Names = std::array<std::string_view, 6>;  // those that are there stand first

struct Alert {
  std::string_view name;
  Sign sign;
  Names objects;
  Names labels;
  unsigned threshold;
  std::string_view lasting;  // in the words of both tools: "10m"
  Severity severity;
  std::string_view what;    // follows the name of an account, a target, a receiver or the phone
  std::string_view advice;  // a sentence
  std::optional<NotificationId> notification{};  // that says it at once
  std::string_view behind{};  // name of the alert that makes this one needless while it lasts
};

inline constexpr Alert alerts[] = {
    {"PhoneSilent",
     Sign::silent,
     {},
     {},
     0,
     "5m",
     Severity::critical,
     "does not answer",
     "The phone, its network or the access to its SNMP agent is gone."},
    {"CoreAway",
     Sign::in_states,
     {"coreConnected"},
     {"false"},
     0,
     "2m",
     Severity::critical,
     "runs without its SIP core",
     "States and counters stand still, and changes are refused.",
     {},
     "PhoneSilent"},
    {"ConfigurationNotApplied",
     Sign::differ,
     {"configGeneration", "configAppliedGeneration"},
     {},
     0,
     "5m",
     Severity::warning,
     "does not run the configuration that it stores",
     "The SIP core refuses the configuration or is away; linemanctl status on the phone says why.",
     {},
     "CoreAway"},
    {"RegistrationLost",
     Sign::in_states,
     {"accountState"},
     {"unregistered", "registering", "unregistering", "rejected"},
     0,
     "2m",
     Severity::critical,
     "is not registered",
     "It can neither be called nor call; accountLastFailureReason says why.",
     NotificationId::registration_lost,
     "CoreAway"},
    {"AllServersFailed",
     Sign::in_states,
     {"accountState"},
     {"allServersFailed"},
     0,
     "1m",
     Severity::critical,
     "is accepted by none of its servers",
     "No target of any server accepted the registration; the targets' states say which answered.",
     NotificationId::all_servers_failed,
     "CoreAway"},
    {"AuthenticationFailed",
     Sign::in_states,
     {"accountState"},
     {"authFailed"},
     0,
     "1m",
     Severity::critical,
     "is refused because of its user name or password",
     "The account's user name or password is not the registrar's.",
     NotificationId::authentication_failed,
     "CoreAway"},
    {"AccountMisconfigured",
     Sign::in_states,
     {"accountState"},
     {"misconfigured"},
     0,
     "5m",
     Severity::warning,
     "is enabled and lacks something",
     "accountReason says what.",
     {},
     "CoreAway"},
    {"OnBackupServer",
     Sign::in_states,
     {"accountMode"},
     {"failover", "fallback", "probing"},
     0,
     "10m",
     Severity::warning,
     "is not on its primary target",
     "The primary target does not take the account back; calls work meanwhile.",
     NotificationId::failover,
     "RegistrationLost"},
    {"TargetDown",
     Sign::in_states,
     {"sipTargetState"},
     {"down"},
     0,
     "15m",
     Severity::warning,
     "does not answer",
     "There is one place less to fail over to, or back to.",
     {},
     "CoreAway"},
    {"Flapping",
     Sign::grown,
     {"accountFailovers", "accountFallbacks", "accountFailbacks"},
     {},
     6,
     "1h",
     Severity::warning,
     "moves to and fro between servers",
     "Look at the network towards the primary target, and at a longer failback timeout."},
    {"NotificationsLost",
     Sign::grown,
     {"receiverLost"},
     {},
     1,
     "15m",
     Severity::warning,
     "misses notifications",
     "It cannot be reached, or does not acknowledge in time."},
    {"CountersReset",
     Sign::changed,
     {"accountDiscontinuityTime"},
     {},
     0,
     "15m",
     Severity::normal,
     "counts anew",
     "The SIP core started again, or the account was set up afresh; rates over "
     "that time are too low."},
};

constexpr std::span<const std::string_view> present(const Names& names) {
  return {names.begin(), std::ranges::find(names, std::string_view{})};
}

}  // namespace lineman::datamodel::monitoring
