// LINEMAN-SIP-MIB: every parameter and every live value as an object.
#include <fmt/format.h>

#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/mib_objects.hpp"

namespace lineman::datamodel {
namespace {

using smi::ObjectType;

std::string imports() {
  return "IMPORTS\n"
         "    MODULE-IDENTITY, OBJECT-TYPE, Integer32, Unsigned32, Gauge32, Counter64\n"
         "        FROM SNMPv2-SMI\n"
         "    TEXTUAL-CONVENTION, TruthValue, DateAndTime, TestAndIncr\n"
         "        FROM SNMPv2-TC\n"
         "    MODULE-COMPLIANCE, OBJECT-GROUP\n"
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

std::string entry_of(const MibGroup& group) {
  auto text = fmt::format(
      "{0}Entry OBJECT-TYPE\n    SYNTAX      {1}Entry\n    MAX-ACCESS  not-accessible\n"
      "    STATUS      current\n    DESCRIPTION\n        \"One row.\"\n    INDEX       {{ ",
      group.name, smi::capitalised(group.name));
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
  table.parent = "linemanSipObjects";
  table.arc = group.arc;
  auto text = smi::write(table) + entry_of(group) + sequence_of(group, columns);
  for (const auto& column : columns) text += smi::write(column);
  return text;
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
    text += fmt::format("            {}Group{}\n", group.name,
                        &group == std::end(mib_groups) - 1 ? "" : ",");
  }
  text += "        }\n    ::= { linemanSipCompliances 1 }\n\n";
  for (const auto& group : mib_groups) text += object_group(group);
  return text;
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
  return text + conformance() + "END\n";
}

std::string write_arcs() {
  std::string text;
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
