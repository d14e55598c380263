// The notifications of the SNMP agent: one row for each. The MIB, the agent and what is generated
// for monitoring tools are made of these rows.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "datamodel/kind.hpp"

namespace lineman::datamodel {

// The numbers are those of eventLogKind, and the arcs of our own notifications; never reused.
enum class NotificationId : std::uint8_t {
  registration_lost = 1,
  registration_restored,
  failover,
  failback,
  all_servers_failed,
  authentication_failed,
  configuration_changed,
  configuration_reverted,
  cold_start,
  warm_start,
};

// How an operator takes it.
enum class Severity : std::uint8_t { normal, warning, critical };

struct Notification {
  NotificationId id;
  std::string_view name;  // descriptor in the MIB
  Severity severity;
  std::span<const std::string_view> objects;  // descriptors, in the order of the NOTIFICATION-TYPE
  std::string_view help;
  std::optional<NotificationId> ends{};  // what is over with it, of the same account
  bool standard = false;                 // SNMPv2-MIB's own (RFC 3418), not of our module
};

namespace notified {

// What every notification of an account carries: enough to act without asking back.
inline constexpr std::string_view account[] = {
    "accountLabel",  "accountUserName",        "accountState",
    "accountMode",   "accountServer",          "accountTarget",
    "eventLogTime",  "accountLastFailureCode", "accountLastFailureReason",
    "eventLogDetail"};

inline constexpr std::string_view configuration[] = {"configGeneration", "configAppliedGeneration",
                                                     "eventLogTime", "eventLogGeneration",
                                                     "eventLogDetail"};

}  // namespace notified

inline constexpr Notification notifications[] = {
    {NotificationId::registration_lost, "registrationLost", Severity::critical, notified::account,
     "An account that was registered is not any more: it can neither be called nor call"},
    {NotificationId::registration_restored, "registrationRestored", Severity::normal,
     notified::account, "An account is registered again after its registration was lost",
     NotificationId::registration_lost},
    {NotificationId::failover, "failover", Severity::warning, notified::account,
     "An account moved to another target of its server or to server 2; accountMode tells which"},
    {NotificationId::failback, "failback", Severity::normal, notified::account,
     "An account is back on the primary target of server 1", NotificationId::failover},
    {NotificationId::all_servers_failed, "allServersFailed", Severity::critical, notified::account,
     "No target of any server of an account accepted its registration"},
    {NotificationId::authentication_failed, "authenticationFailed", Severity::critical,
     notified::account, "A registrar refused the user name or password of an account"},
    {NotificationId::configuration_changed, "configurationChanged", Severity::normal,
     notified::configuration,
     "The stored configuration is another one; eventLogDetail says who "
     "changed what, never a value"},
    {NotificationId::configuration_reverted, "configurationReverted", Severity::warning,
     notified::configuration,
     "The guard took back a change after which accounts did not register again"},
    {NotificationId::cold_start, "coldStart", Severity::warning, {}, "The phone started", {}, true},
    {NotificationId::warm_start,
     "warmStart",
     Severity::normal,
     {},
     "The management agent started again while the phone went on",
     {},
     true},
};

constexpr const Notification& row_of(NotificationId id) {
  return notifications[static_cast<std::size_t>(id) - 1];
}

static_assert(std::ranges::all_of(notifications,
                                  [](const Notification& row) { return &row == &row_of(row.id); }),
              "each notification has one row, in the order of the enumeration");

// eventLogKind.
inline constexpr auto notification_labels = [] {
  std::array<Label, std::size(notifications)> labels{};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    labels[i] = {static_cast<int>(notifications[i].id), notifications[i].name,
                 notifications[i].name};
  }
  return labels;
}();

}  // namespace lineman::datamodel
