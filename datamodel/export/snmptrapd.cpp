// An example of snmptrapd.conf (Net-SNMP): who may send, how a notification is written down, and
// what is done with each.
#include <fmt/format.h>

#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/monitored.hpp"

namespace lineman::datamodel {
namespace {

// The priorities of syslog.
std::string_view priority_of(Severity severity) {
  switch (severity) {
    case Severity::normal:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::critical:
      return "crit";
  }
  return {};
}

constexpr std::string_view beginning =
    R"(# Written by datamodel-export. docs/monitoring/snmptrapd.md says what to change and why.

# Informs, which the phone sends to be acknowledged, need the user as it stands here. A v3 trap is checked with the
# engine of the phone that sent it: one line for each phone, createUser -e 0xENGINEID and the rest.
createUser monitor SHA-256 "CHANGE-ME-auth" AES "CHANGE-ME-priv"
authUser log,execute,net monitor priv

# Time, phone, and all objects with their names.
format2 %.4y-%.2m-%.2l %.2h:%.2j:%.2k %B %V; %v\n

# Each notification goes to the system's log with a priority of its own. snmptt, Zabbix or LibreNMS take the place of
# the lines below by one "traphandle default".
)";

}  // namespace

std::string write_snmptrapd() {
  std::string text{beginning};
  for (const auto& row : notifications) {
    text += fmt::format("traphandle .{} /usr/bin/logger -t {} -p daemon.{}\n",
                        monitoring::oid_of(row), row.name, priority_of(row.severity));
  }
  return text;
}

}  // namespace lineman::datamodel
