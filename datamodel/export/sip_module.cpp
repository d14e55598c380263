// LINEMAN-SIP-MIB: every parameter and every live value as an object.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/mib_objects.hpp"

namespace lineman::datamodel {
namespace {

using smi::ObjectType;

std::string imports() {
  return "IMPORTS\n"
         "    MODULE-IDENTITY, OBJECT-TYPE, NOTIFICATION-TYPE, Integer32, Unsigned32,\n"
         "    Gauge32, Counter64\n"
         "        FROM SNMPv2-SMI\n"
         "    TEXTUAL-CONVENTION, TruthValue, DateAndTime, TestAndIncr\n"
         "        FROM SNMPv2-TC\n"
         "    MODULE-COMPLIANCE, OBJECT-GROUP, NOTIFICATION-GROUP\n"
         "        FROM SNMPv2-CONF\n"
         "    linemanModules\n"
         "        FROM LINEMAN-SMI-MIB;\n\n";
}

std::string place(std::string_view name, std::string_view parent, unsigned arc) {
  return fmt::format("{:<24} OBJECT IDENTIFIER ::= {{ {} {} }}\n", name, parent, arc);
}

std::string write_scalars(const MibGroup& group) {
  auto text = place(smi::parent_of(group), "linemanSipObjects", group.arc) + '\n';
  for (const auto& object : smi::objects_of(group)) text += smi::write(object);
  return text;
}

std::string sequence_of(const MibGroup& group, const std::vector<ObjectType>& columns) {
  auto text = fmt::format("{}Entry ::= SEQUENCE {{\n", smi::capitalised(group.name));
  for (const auto& column : columns) {
    text += fmt::format("    {:<33} {}{}\n", column.name, smi::sequence_syntax_of(column.syntax),
                        &column == &columns.back() ? "" : ",");
  }
  return text + "}\n\n";
}

std::string_view row_of(Rows rows) {
  switch (rows) {
    case Rows::scalar:
      break;
    case Rows::account:
      return "One account of the phone. A model has all its rows, used or not.";
    case Rows::server:
      return "One server of an account. Both rows are always there, used or not.";
    case Rows::outbound_proxy:
      return "One outbound proxy of an account. Both rows are always there, used or not.";
    case Rows::target:
      return "One target: an address, port and transport. Rows come and go with what the server's "
             "name stands for.";
    case Rows::method:
      return "The requests of one method to and from one server of an account.";
    case Rows::event:
      return "One event. The oldest row goes when there is no room for another one.";
    case Rows::receiver:
      return "One receiver of the phone's own settings.";
  }
  return {};
}

std::string entry_of(const MibGroup& group) {
  auto text = fmt::format(
      "{0}Entry OBJECT-TYPE\n    SYNTAX      {1}Entry\n    MAX-ACCESS  not-accessible\n"
      "    STATUS      current\n    DESCRIPTION\n        {2}\n    INDEX       {{ ",
      group.name, smi::capitalised(group.name), smi::quoted(row_of(group.rows), 8));
  std::string_view separator;
  for (const auto column : smi::index_columns(group.rows)) {
    text += fmt::format("{}{}", separator, column);
    separator = ", ";
  }
  return text + fmt::format(" }}\n    ::= {{ {}Table 1 }}\n\n", group.name);
}

std::string write_table(const MibGroup& group) {
  auto columns = smi::index_of(group);
  for (auto& object : smi::objects_of(group)) columns.push_back(std::move(object));
  ObjectType table;
  table.name = std::string{group.name} + "Table";
  table.syntax = fmt::format("SEQUENCE OF {}Entry", smi::capitalised(group.name));
  table.access = "not-accessible";
  table.description = smi::sentence(group.help);
  if (group.table) table.description += " What is set is stored and survives restarts.";
  table.parent = "linemanSipObjects";
  table.arc = group.arc;
  auto text = smi::write(table) + entry_of(group) + sequence_of(group, columns);
  for (const auto& column : columns) text += smi::write(column);
  return text;
}

// Those that stand in this module.
std::vector<Notification> own_notifications() {
  std::vector<Notification> own;
  for (const auto& row : notifications) {
    if (!row.standard) own.push_back(row);
  }
  return own;
}

std::string write_notifications() {
  auto text = smi::heading("Notifications");
  text += place("linemanSipNotifications", "linemanSipMIB", notifications_arc) + '\n';
  for (const auto& row : own_notifications()) {
    text += fmt::format(
        "{} NOTIFICATION-TYPE\n    OBJECTS     {{ {} }}\n    STATUS      current\n"
        "    DESCRIPTION\n        {}\n    ::= {{ linemanSipNotifications {} }}\n\n",
        row.name, fmt::join(row.objects, ",\n                  "),
        smi::quoted(smi::sentence(row.help), 8), static_cast<unsigned>(row.id));
  }
  return text;
}

std::string notification_group() {
  std::vector<std::string_view> names;
  for (const auto& row : own_notifications()) names.push_back(row.name);
  return fmt::format(
      "linemanSipNotificationsGroup NOTIFICATION-GROUP\n    NOTIFICATIONS {{\n        {}\n    }}\n"
      "    STATUS      current\n    DESCRIPTION\n"
      "        \"What the phone tells without being asked.\"\n    ::= {{ linemanSipGroups {} "
      "}}\n\n",
      fmt::join(names, ",\n        "), notification_group_arc);
}

std::string object_group(const MibGroup& group) {
  auto text = fmt::format("{}Group OBJECT-GROUP\n    OBJECTS {{\n", group.name);
  const auto members = smi::objects_of(group);
  for (const auto& object : members) {
    text += fmt::format("        {}{}\n", object.name, &object == &members.back() ? "" : ",");
  }
  return text + fmt::format(
                    "    }}\n    STATUS      current\n    DESCRIPTION\n        {}\n"
                    "    ::= {{ linemanSipGroups {} }}\n\n",
                    smi::quoted(smi::sentence(group.help), 8), group.arc);
}

std::string conformance() {
  auto text = smi::heading("Conformance");
  text += place("linemanSipConformance", "linemanSipMIB", conformance_arc);
  text += place("linemanSipCompliances", "linemanSipConformance", 1);
  text += place("linemanSipGroups", "linemanSipConformance", 2);
  text +=
      "\nlinemanSipCompliance MODULE-COMPLIANCE\n    STATUS      current\n    DESCRIPTION\n"
      "        \"What every phone with this module has.\"\n    MODULE\n        MANDATORY-GROUPS "
      "{\n";
  for (const auto& group : mib_groups) {
    text += fmt::format("            {}Group,\n", group.name);
  }
  text += "            linemanSipNotificationsGroup\n";
  text += "        }\n    ::= { linemanSipCompliances 1 }\n\n";
  for (const auto& group : mib_groups) text += object_group(group);
  return text + notification_group();
}

}  // namespace

std::string write_sip_module() {
  std::string text = "LINEMAN-SIP-MIB DEFINITIONS ::= BEGIN\n\n" + imports();
  text += smi::module_identity(
      "linemanSipMIB",
      "The SIP accounts of a phone: how they are configured, where they are registered, how often "
      "they moved to another server and why. One SET request is one transaction over any number of "
      "objects, rows and tables of this module: all of it is stored and acts, or nothing changes.",
      fmt::format("linemanModules {}", sip_module_arc));
  text += place("linemanSipObjects", "linemanSipMIB", objects_arc) + '\n';
  text += smi::write_conventions();
  for (const auto& group : mib_groups) {
    text += smi::heading(group.help);
    text += group.rows == Rows::scalar ? write_scalars(group) : write_table(group);
  }
  return text + write_notifications() + conformance() + "END\n";
}

std::string write_arcs() {
  std::string text;
  for (const auto& row : own_notifications()) {
    text += fmt::format("{}.{}.{}.{} {}\n", modules_arc, sip_module_arc, notifications_arc,
                        static_cast<unsigned>(row.id), row.name);
  }
  const auto line = [&text](const MibGroup& group, std::string_view below, std::string_view name) {
    text += fmt::format("{}.{}.{}.{}{} {}\n", modules_arc, sip_module_arc, objects_arc, group.arc,
                        below, name);
  };
  for (const auto& group : mib_groups) {
    const bool scalar = group.rows == Rows::scalar;
    line(group, "", fmt::format("{}{}", group.name, scalar ? "Objects" : "Table"));
    auto columns = smi::index_of(group);
    for (auto& object : smi::objects_of(group)) columns.push_back(std::move(object));
    for (const auto& object : columns) {
      line(group, fmt::format("{}.{}", scalar ? "" : ".1", object.arc), object.name);
    }
  }
  return text + fmt::format("{}.{} linemanSipComplianceMIB\n", modules_arc, compliance_module_arc);
}

}  // namespace lineman::datamodel
