#include "datamodel/export/monitored.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "datamodel/branding.hpp"
#include "datamodel/export/mib_objects.hpp"
#include "datamodel/parameters.hpp"

namespace lineman::datamodel::monitoring {
namespace {

constexpr GroupId groups[] = {
    GroupId::configuration, GroupId::account_status, GroupId::server_status, GroupId::target,
    GroupId::method,        GroupId::core,           GroupId::dns,           GroupId::snmp_agent,
    GroupId::guard,         GroupId::receiver,       GroupId::notification,  GroupId::acs};

// Live values that say what something is, by their names below a group's prefix.
constexpr std::string_view properties[] = {"transport", "source", "version", "inform",
                                           "effectiveFailbackMode"};

constexpr std::string_view account_indexes[] = {account_index};
constexpr std::string_view server_indexes[] = {account_index, server_index};
constexpr std::string_view target_indexes[] = {account_index, server_index, target_index};
constexpr std::string_view receiver_indexes[] = {receiver_index};

constexpr NamingColumn naming[] = {
    {account_indexes, "accountLabel"},     {account_indexes, "accountUserName"},
    {server_indexes, "sipServerAddress"},  {target_indexes, "sipTargetAddress"},
    {receiver_indexes, "receiverAddress"},
};

MonitoredObject object_of(const MibGroup& group, std::string_view name, unsigned arc,
                          const Kind& kind) {
  const auto in_mib = smi::objects_of(group);
  return {std::string{name}, smi::oid_below(group, arc), kind,
          std::ranges::find(in_mib, arc, &smi::ObjectType::arc)->description, group.rows};
}

MonitoredObject object_of(const MibGroup& group, const LiveValue& value) {
  return object_of(group, object_name_of(group, value), value.arc, value.kind);
}

const MibGroup& group_with(Table table) {
  return *std::ranges::find(mib_groups, std::optional{table}, &MibGroup::table);
}

std::string below_enterprise(std::string_view rest) {
  return fmt::format("1.3.6.1.4.1.{}.{}", branding::enterprise, rest);
}

}  // namespace

std::span<const GroupId> monitored_groups() {
  return groups;
}

std::string first_sentence(std::string_view help) {
  return std::string{help.substr(0, help.find(". "))};
}

std::vector<MonitoredObject> monitored_objects(const MibGroup& group) {
  std::vector<LiveValue> values{group.values.begin(), group.values.end()};
  std::ranges::sort(values, {}, &LiveValue::arc);
  std::vector<MonitoredObject> all;
  all.reserve(values.size());
  for (const auto& value : values) all.push_back(object_of(group, value));
  return all;
}

MonitoredObject object_named(std::string_view name) {
  for (const auto& group : mib_groups) {
    for (const auto& value : group.values) {
      if (object_name_of(group, value) == name) return object_of(group, value);
    }
  }
  for (const auto& row : parameters) {
    if (row.mib.name != name) continue;
    return object_of(group_with(row.table), name, row.mib.arc, row.kind);
  }
  throw std::invalid_argument(fmt::format("the MIB has no object {}", name));
}

int number_of(const MonitoredObject& object, std::string_view label) {
  for (const auto& [number, word] : labels_of(object.kind)) {
    if (word == label) return number;
  }
  throw std::invalid_argument(fmt::format("{} has no label {}", object.name, label));
}

std::vector<std::pair<int, std::string_view>> labels_of(const Kind& kind) {
  if (kind.type == Type::boolean) return {{1, "true"}, {2, "false"}};  // TruthValue, RFC 2579
  std::vector<std::pair<int, std::string_view>> all;
  for (const auto& label : kind.labels) all.emplace_back(label.number, label.mib);
  return all;
}

Nature nature_of(const MonitoredObject& object) {
  const bool property = std::ranges::any_of(properties, [&](std::string_view name) {
    return object.name.ends_with(smi::capitalised(name));
  });
  return property ? Nature::property : Nature::state;
}

std::span<const NamingColumn> naming_columns() {
  return naming;
}

std::vector<NamingColumn> naming_columns_of(Rows rows) {
  const auto columns = smi::index_columns(rows);
  std::vector<NamingColumn> usable;
  std::ranges::copy_if(naming, std::back_inserter(usable), [&](const NamingColumn& one) {
    return std::ranges::all_of(one.indexes, [&](std::string_view index) {
      return std::ranges::find(columns, index) != columns.end();
    });
  });
  return usable;
}

std::string place_of(const MibGroup& group) {
  return std::string{group.name} + (group.rows == Rows::scalar ? "Objects" : "Table");
}

std::string product_oid() {
  return below_enterprise(fmt::format("{}.{}", products_arc, branding::product_arc));
}

std::string module_oid() {
  return below_enterprise(fmt::format("{}.{}", modules_arc, sip_module_arc));
}

std::string oid_of(const Notification& row) {
  if (row.standard) {  // coldStart and warmStart (RFC 3418)
    return row.id == NotificationId::cold_start ? "1.3.6.1.6.3.1.1.5.1" : "1.3.6.1.6.3.1.1.5.2";
  }
  return fmt::format("{}.{}.{}", module_oid(), notifications_arc, static_cast<unsigned>(row.id));
}

std::string qualified_name(const Notification& row) {
  return fmt::format("{}::{}", row.standard ? "SNMPv2-MIB" : "LINEMAN-SIP-MIB", row.name);
}

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::normal:
      return "normal";
    case Severity::warning:
      return "warning";
    case Severity::critical:
      return "critical";
  }
  return {};
}

}  // namespace lineman::datamodel::monitoring
