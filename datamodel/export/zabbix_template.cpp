// The Zabbix template as a whole, in the export format of Zabbix 6.0.
#include <fmt/format.h>

#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/zabbix.hpp"
#include "datamodel/sha256.hpp"

namespace lineman::datamodel {
namespace zabbix {
namespace {

using document::List;
using document::Map;

constexpr std::string_view group_name = "Templates/Lineman";

List scalar_items() {
  List items;
  for (const auto id : monitoring::monitored_groups()) {
    const auto& group = group_of(id);
    if (group.rows != Rows::scalar) continue;
    for (const auto& object : monitoring::monitored_objects(group)) {
      items.emplace_back(item_of(object, group.name));
    }
  }
  for (auto& item : trap_items()) items.push_back(std::move(item));
  return items;
}

List phone_triggers() {
  auto triggers = triggers_of(Rows::scalar);
  for (auto& trigger : trap_triggers()) triggers.push_back(std::move(trigger));
  return triggers;
}

Map whole_template() {
  return {{"uuid", uuid_of("template")},
          {"template", template_name},
          {"name", template_name},
          {"description",
           "Written by datamodel-export. Where a phone's accounts are registered, how they got "
           "there, and what went wrong. SNMPv3 credentials belong to the host's interface."},
          {"groups", List{Map{{"name", group_name}}}},
          {"items", scalar_items()},
          {"discovery_rules", discovery_rules()},
          {"tags", List{Map{{"tag", "class"}, {"value", "voip"}}}},
          {"macros", macros()},
          {"valuemaps", value_maps()}};
}

}  // namespace

std::string uuid_of(std::string_view what) {
  auto uuid = sha256_of(fmt::format("lineman zabbix template: {}", what)).substr(0, 32);
  uuid[12] = '4';  // version and variant of RFC 4122, 4.4
  uuid[16] = "89ab"[uuid[16] % 4];
  return uuid;
}

}  // namespace zabbix

std::string write_zabbix_template() {
  using document::List;
  using document::Map;
  return document::yaml_of(Map{
      {"zabbix_export",
       Map{{"version", "6.0"},
           {"date", "2026-11-22T00:00:00Z"},
           {"groups", List{Map{{"uuid", zabbix::uuid_of("group")}, {"name", zabbix::group_name}}}},
           {"templates", List{zabbix::whole_template()}},
           {"triggers", zabbix::phone_triggers()}}}});
}

}  // namespace lineman::datamodel
