// The items of the Zabbix template: what is asked for and how it is shown.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "datamodel/export/alerts.hpp"
#include "datamodel/export/zabbix.hpp"
#include "datamodel/export/zabbix_scripts.hpp"

namespace lineman::datamodel::zabbix {
namespace {

using document::List;
using document::Map;
using monitoring::MonitoredObject;

constexpr std::string_view kept = "14d";
constexpr std::string_view no_trends = "0";

// Whether an alert adds up how much the counter grew: then each look shows that, not a rate.
bool is_added_up(const MonitoredObject& object) {
  return std::ranges::any_of(monitoring::alerts, [&](const monitoring::Alert& alert) {
    const auto names = monitoring::present(alert.objects);
    return alert.sign == monitoring::Sign::grown &&
           std::ranges::find(names, object.name) != names.end();
  });
}

void show_as_counter(Map& item, const MonitoredObject& object) {
  if (is_added_up(object)) {
    item["preprocessing"] = List{step("SIMPLE_CHANGE", "")};
    return;
  }
  item["value_type"] = "FLOAT";
  if (object.kind.unit.empty()) item["units"] = "/s";  // seconds in each second: a share
  item["preprocessing"] = List{step("CHANGE_PER_SECOND", "")};
}

void show_as_text(Map& item) {
  item["value_type"] = "CHAR";
  item["trends"] = no_trends;
  item["preprocessing"] = List{step("JAVASCRIPT", text_script())};
}

void show_as_time(Map& item) {
  item["units"] = "unixtime";
  item["trends"] = no_trends;
  item["preprocessing"] = List{step("JAVASCRIPT", date_script)};
}

void show_as_number(Map& item, const MonitoredObject& object) {
  if (object.kind.unit == "microseconds") {
    item["value_type"] = "FLOAT";
    item["units"] = "s";
    item["preprocessing"] = List{step("MULTIPLIER", "0.000001")};
  } else if (object.kind.unit == "seconds") {
    item["units"] = "s";
  }
}

std::string value_map_of(const MonitoredObject& object) {
  return object.kind.type == Type::boolean ? "TruthValue" : object.name;
}

void show(Map& item, const MonitoredObject& object) {
  switch (object.kind.type) {
    case Type::text:
    case Type::host:
    case Type::networks:
      show_as_text(item);
      break;
    case Type::boolean:
    case Type::enumeration:
      item["valuemap"] = Map{{"name", value_map_of(object)}};
      break;
    case Type::counter:
      show_as_counter(item, object);
      break;
    case Type::timestamp:
      show_as_time(item);
      break;
    default:
      show_as_number(item, object);
  }
}

List tags(std::string_view component) {
  return {Map{{"tag", "component"}, {"value", component}}};
}

std::string escaped(std::string_view oid) {
  std::string text;
  for (const char letter : oid) text += letter == '.' ? std::string{"\\."} : std::string{letter};
  return text;
}

Map value_map(const MonitoredObject& object) {
  List mappings;
  for (const auto& [number, label] : monitoring::labels_of(object.kind)) {
    mappings.emplace_back(Map{{"value", std::to_string(number)}, {"newvalue", label}});
  }
  const auto name = value_map_of(object);
  return {{"uuid", uuid_of("value map " + name)}, {"name", name}, {"mappings", mappings}};
}

}  // namespace

Map step(std::string_view type, std::string_view parameter) {
  return {{"type", type}, {"parameters", List{parameter}}};
}

std::string key_of(const MonitoredObject& object) {
  return fmt::format("lineman.{}{}", object.name,
                     object.rows == Rows::scalar ? "" : "[{#SNMPINDEX}]");
}

std::string_view who(Rows rows) {
  switch (rows) {
    case Rows::account:
      return "Account {#SNMPINDEX} ({#LABEL}, {#USER})";
    case Rows::server:
      return "Server {#SNMPINDEX} ({#ADDRESS})";
    case Rows::target:
      return "Target {#SNMPINDEX} ({#ADDRESS})";
    case Rows::receiver:
      return "Receiver {#SNMPINDEX} ({#ADDRESS})";
    default:
      return "The phone";
  }
}

Map item_of(const MonitoredObject& object, std::string_view component) {
  const bool scalar = object.rows == Rows::scalar;
  Map item{{"uuid", uuid_of("item " + object.name)},
           {"name", scalar ? object.name : fmt::format("{}: {}", who(object.rows), object.name)},
           {"type", "SNMP_AGENT"},
           {"snmp_oid", fmt::format("{}.{}", object.oid, scalar ? "0" : "{#SNMPINDEX}")},
           {"key", key_of(object)},
           {"history", kept},
           {"description", object.help},
           {"tags", tags(component)}};
  show(item, object);
  return item;
}

std::string trap_key(const Notification& row) {
  return fmt::format("snmptrap[\"({}|{})(\\s|$)\"]", monitoring::qualified_name(row),
                     escaped(fmt::format(".{}", monitoring::oid_of(row))));
}

List trap_items() {
  List items;
  for (const auto& row : notifications) {
    items.emplace_back(Map{{"uuid", uuid_of(fmt::format("trap {}", row.name))},
                           {"name", fmt::format("Notification: {}", row.name)},
                           {"type", "SNMP_TRAP"},
                           {"key", trap_key(row)},
                           {"history", kept},
                           {"trends", no_trends},
                           {"value_type", "LOG"},
                           {"description", fmt::format("{}.", row.help)},
                           {"tags", tags("notifications")}});
  }
  return items;
}

List value_maps() {
  List maps;
  std::set<std::string> written;
  for (const auto id : monitoring::monitored_groups()) {
    for (const auto& object : monitoring::monitored_objects(group_of(id))) {
      if (monitoring::labels_of(object.kind).empty()) continue;
      if (!written.insert(value_map_of(object)).second) continue;
      maps.emplace_back(value_map(object));
    }
  }
  return maps;
}

}  // namespace lineman::datamodel::zabbix
