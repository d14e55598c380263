// docs/parameters.md: every parameter and every live value, for people.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "datamodel/branding.hpp"
#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/mib_objects.hpp"
#include "datamodel/export/monitored.hpp"
#include "datamodel/parameters.hpp"
#include "datamodel/standard_parameters.hpp"

namespace lineman::datamodel {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    if (letter == '|') result += '\\';
    result += letter;
  }
  return result;
}

std::string line(std::string_view what, std::string_view text) {
  return text.empty() ? std::string{} : fmt::format("| {} | {} |\n", what, text);
}

std::string code(std::string_view text) {
  return text.empty() ? std::string{} : fmt::format("`{}`", text);
}

std::string instance_of(Rows rows) {
  std::string text;
  for (const auto column : smi::index_columns(rows)) text += fmt::format(".{}", column);
  return rows == Rows::scalar ? ".0" : text;
}

// Labels of the model have no numbers.
std::string permitted_in_tr069(const Kind& kind) {
  if (kind.type != Type::enumeration) return permitted(kind);
  std::string text;
  for (const auto& label : kind.labels) {
    if (!text.empty()) text += ", ";
    text += label.tr069;
  }
  return text;
}

std::string_view view_of(Table table) {
  if (table == Table::sip_server) return "TR-069, for server 1";
  return table == Table::outbound_proxy ? "TR-069, for proxy 1" : "TR-069, also";
}

std::string write_parameter(const MibGroup& group, const Parameter& row) {
  const auto path = path_of(row.tr069, Instance{});
  auto text = fmt::format("### {}\n\n{}", row.name.empty() ? path : std::string{row.name},
                          smi::sentence(row.help));
  if (!row.precondition.empty()) text += ' ' + smi::sentence(row.precondition);
  text += "\n\n| | |\n| --- | --- |\n";
  text += line("permitted", escaped(permitted(row.kind)));
  text += line("unit", row.kind.unit);
  text += line("initial", row.secret ? "" : row.initial.empty() ? "empty" : row.initial);
  if (row.secret) text += line("secret", "never shown by any door");
  text += line("access", row.access == Access::read_write ? "read and write" : "read");
  text += line("acts", row.applies == Applies::live ? "at once" : "after the next start");
  if (row.name.empty()) text += line("in the phone's files", "not there");
  if (!row.mib.name.empty()) {
    text += line("MIB", fmt::format("`{}{}`, {}", row.mib.name, instance_of(group.rows),
                                    smi::oid_below(group, row.mib.arc)));
  }
  text += line("TR-069", code(path));
  for (const auto& view : row.views) {
    if (view.object != Object::none) {
      text += line(view_of(row.table), code(path_of(view, Instance{})));
    }
  }
  return text + '\n';
}

// In no group of the MIB.
std::string write_inform_parameters() {
  std::string text = "## Parameters of what Informs carry\n\n";
  for (const auto& row : parameters) {
    if (row.table == Table::inform_parameter) {
      text += write_parameter(group_of(GroupId::phone), row);
    }
  }
  return text;
}

std::string write_standard() {
  std::string text =
      "## In the TR-069 model alone\n\n| path | values | access | meaning |\n"
      "| --- | --- | --- | --- |\n";
  for (const auto& row : standard_parameters) {
    text += fmt::format("| `{}` | {} | {} | {} |\n", path_of(row.tr069, Instance{}),
                        escaped(permitted_in_tr069(row.kind)),
                        row.access == Access::read_write ? "read and write" : "read",
                        escaped(smi::sentence(row.help)));
  }
  return text;
}

std::string write_live(const MibGroup& group) {
  auto text = fmt::format("### {}\n\n{} In the MIB: `{}{}`.", group.name, smi::sentence(group.help),
                          group.name, group.rows == Rows::scalar ? "Objects" : "Table");
  if (group.id == GroupId::method) {
    text += " In TR-069: below";
    for (const auto object : method_objects) {
      text += fmt::format("{} `{}`", object == method_objects.front() ? "" : ",",
                          path_of(object, Instance{}));
    }
    text += '.';
  }
  if (group.tr069 != Object::none) {
    text += fmt::format(" In TR-069: below `{}`.", path_of(group.tr069, Instance{}));
  }
  text += "\n\n| object | OID | values | meaning |\n| --- | --- | --- | --- |\n";
  for (const auto& value : group.values) {
    auto values = escaped(permitted(value.kind));
    if (!value.kind.unit.empty()) values += fmt::format(", {}", value.kind.unit);
    text +=
        fmt::format("| `{}` | {} | {} | {} |\n", object_name_of(group, value),
                    smi::oid_below(group, value.arc), values, escaped(smi::sentence(value.help)));
  }
  return text + '\n';
}

std::string write_notifications() {
  std::string text =
      "## Notifications\n\n| notification | OID | severity | meaning | carries |\n"
      "| --- | --- | --- | --- | --- |\n";
  for (const auto& row : notifications) {
    const auto below = fmt::format("1.3.6.1.4.1.{}.{}.{}.{}.{}", branding::enterprise, modules_arc,
                                   sip_module_arc, notifications_arc, static_cast<int>(row.id));
    text += fmt::format("| `{}` | {} | {} | {} | {} |\n", row.name,
                        row.standard ? "SNMPv2-MIB" : below, monitoring::word_of(row.severity),
                        smi::sentence(row.help), fmt::join(row.objects, ", "));
  }
  return text + '\n';
}

}  // namespace

std::string write_reference() {
  std::string text =
      "# Parameters\n\n"
      "Generated by `datamodel-export` from `datamodel/parameters.hpp`, "
      "`datamodel/live_values.hpp`, `datamodel/notifications.hpp` and "
      "`datamodel/standard_parameters.hpp`. X stands for an "
      "account, Y for one of its servers or outbound proxies.\n\n";
  for (const auto& group : mib_groups) {
    if (!group.table) continue;
    text += fmt::format("## {}\n\n", group.help);
    for (const auto& row : parameters) {
      if (group.table == row.table) text += write_parameter(group, row);
    }
  }
  text += write_inform_parameters();
  text += "## Live values\n\n";
  for (const auto& group : mib_groups) {
    if (!group.table) text += write_live(group);
  }
  return text + write_notifications() + write_standard();
}

}  // namespace lineman::datamodel
