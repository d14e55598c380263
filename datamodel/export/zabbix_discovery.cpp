// How Zabbix finds accounts, servers, targets and receivers.
#include <fmt/format.h>

#include <array>

#include "datamodel/export/zabbix.hpp"
#include "datamodel/export/zabbix_scripts.hpp"

namespace lineman::datamodel::zabbix {
namespace {

using document::List;
using document::Map;
using monitoring::object_named;

struct Column {
  std::string_view macro;
  std::string_view object;
};

// A table of the MIB, the columns that tell its rows apart, and which rows are looked at.
struct Discovery {
  GroupId group;
  std::string_view name;
  std::array<Column, 3> columns;  // those that are there stand first
  std::string_view macro;
  std::string_view operation;
  std::string_view pattern;
};

constexpr std::string_view disabled = "^1$";  // accountState

constexpr Discovery discoveries[] = {
    {GroupId::account_status,
     "Accounts",
     {{{"{#STATE}", "accountState"}, {"{#LABEL}", "accountLabel"}, {"{#USER}", "accountUserName"}}},
     "{#STATE}",
     "NOT_MATCHES_REGEX",
     disabled},
    {GroupId::server_status,
     "Servers",
     {{{"{#ADDRESS}", "sipServerAddress"}}},
     "{#ADDRESS}",
     "MATCHES_REGEX",
     "."},
    {GroupId::target,
     "Targets",
     {{{"{#ADDRESS}", "sipTargetAddress"}}},
     "{#ADDRESS}",
     "MATCHES_REGEX",
     "."},
    {GroupId::receiver,
     "Receivers of notifications",
     {{{"{#ADDRESS}", "receiverAddress"}}},
     "{#ADDRESS}",
     "MATCHES_REGEX",
     "."},
};

std::string identifier_of(const Discovery& discovery) {
  std::string columns;
  for (const auto& column : discovery.columns) {
    if (column.macro.empty()) break;
    columns += fmt::format("{}{},{}", columns.empty() ? "" : ",", column.macro,
                           object_named(column.object).oid);
  }
  return fmt::format("discovery[{}]", columns);
}

Map filter_of(const Discovery& discovery) {
  return {{"conditions", List{Map{{"macro", discovery.macro},
                                  {"value", discovery.pattern},
                                  {"operator", discovery.operation},
                                  {"formulaid", "A"}}}}};
}

List prototypes_of(const MibGroup& group) {
  List prototypes;
  for (const auto& object : monitoring::monitored_objects(group)) {
    prototypes.emplace_back(item_of(object, group.name));
  }
  return prototypes;
}

Map rule_of(const Discovery& discovery) {
  const auto& group = group_of(discovery.group);
  Map rule{{"uuid", uuid_of(fmt::format("discovery {}", group.name))},
           {"name", discovery.name},
           {"type", "SNMP_AGENT"},
           {"snmp_oid", identifier_of(discovery)},
           {"key", fmt::format("lineman.{}.discovery", group.name)},
           {"delay", "10m"},
           {"lifetime", "7d"},
           {"description", fmt::format("{}.", group.help)},
           {"preprocessing", List{step("JAVASCRIPT", discovery_script())}},
           {"filter", filter_of(discovery)},
           {"item_prototypes", prototypes_of(group)}};
  if (auto triggers = triggers_of(group.rows); !triggers.empty()) {
    rule["trigger_prototypes"] = triggers;
  }
  return rule;
}

static_assert(account_state_labels[0].number == 1 && account_state_labels[0].mib == "disabled",
              "the filter leaves out disabled accounts");

}  // namespace

List discovery_rules() {
  List list;
  for (const auto& discovery : discoveries) list.emplace_back(rule_of(discovery));
  return list;
}

}  // namespace lineman::datamodel::zabbix
