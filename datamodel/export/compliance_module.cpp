// LINEMAN-SIP-COMPLIANCE-MIB: which objects of standard modules the phone has, and how far.
#include <fmt/format.h>

#include <span>

#include "datamodel/export/artefacts.hpp"
#include "datamodel/export/smi_text.hpp"
#include "datamodel/mib_layout.hpp"

namespace lineman::datamodel {
namespace {

// An object of a group that the phone has otherwise than its module says. `syntax` empty: as there.
struct Exception {
  std::string_view object;
  std::string_view syntax;
  std::string_view access;
  std::string_view why;
};

// The groups of one module that are there.
struct Conformance {
  std::string_view module;
  std::span<const std::string_view> groups;
  std::span<const Exception> exceptions;
};

constexpr std::string_view application_groups[] = {"applRFC2788Group"};
constexpr std::string_view common_groups[] = {"sipCommonConfigGroup", "sipCommonInformationalGroup",
                                              "sipCommonConfigTimerGroup", "sipCommonStatsGroup",
                                              "sipCommonStatsRetryGroup"};
constexpr std::string_view user_agent_groups[] = {"sipUAConfigGroup"};

constexpr Exception common_exceptions[] = {
    {"sipCommonCfgServiceNotifEnable", "", "not-accessible",
     "The notifications of that module are not sent; those of LINEMAN-SIP-MIB are."},
    {"sipCommonStatusCodeRowStatus", "INTEGER { active(1) }", "read-only",
     "A row appears with the first response of its status code and stays until the SIP core starts "
     "anew. No manager makes or removes rows."},
};

constexpr Conformance modules[] = {
    {"NETWORK-SERVICES-MIB", application_groups, {}},
    {"SIP-COMMON-MIB", common_groups, common_exceptions},
    {"SIP-UA-MIB", user_agent_groups, {}},
};

std::string imports() {
  return "IMPORTS\n"
         "    MODULE-IDENTITY\n"
         "        FROM SNMPv2-SMI\n"
         "    MODULE-COMPLIANCE\n"
         "        FROM SNMPv2-CONF\n"
         "    linemanModules\n"
         "        FROM LINEMAN-SMI-MIB;\n\n";
}

std::string write(const Exception& exception) {
  auto text = fmt::format("\n        OBJECT      {}\n", exception.object);
  if (!exception.syntax.empty()) text += fmt::format("        SYNTAX      {}\n", exception.syntax);
  return text + fmt::format("        MIN-ACCESS  {}\n        DESCRIPTION\n            {}\n",
                            exception.access, smi::quoted(exception.why, 12));
}

std::string write(const Conformance& module) {
  auto text = fmt::format("    MODULE {}\n        MANDATORY-GROUPS {{\n", module.module);
  for (const auto& group : module.groups) {
    text += fmt::format("            {}{}\n", group, &group == &module.groups.back() ? "" : ",");
  }
  text += "        }\n";
  for (const auto& exception : module.exceptions) text += write(exception);
  return text;
}

}  // namespace

std::string write_compliance_module() {
  std::string text = "LINEMAN-SIP-COMPLIANCE-MIB DEFINITIONS ::= BEGIN\n\n" + imports();
  text += smi::module_identity(
      "linemanSipComplianceMIB",
      "What the phone has of standard modules: the SIP objects of RFC 4780, to be read alone, and "
      "the row of RFC 2788 that they index by. Both are made of the same counters as "
      "LINEMAN-SIP-MIB.",
      fmt::format("linemanModules {}", compliance_module_arc));
  text +=
      "linemanRfc4780Compliance MODULE-COMPLIANCE\n    STATUS      current\n    DESCRIPTION\n      "
      "  " +
      smi::quoted(
          "What every phone with this module has. The compliance statements of RFC 4780 cannot be "
          "met, since they ask for its notifications. applIndex is 1: the SIP core. All counters "
          "begin with its start, which the discontinuity times tell.",
          8) +
      "\n";
  for (const auto& module : modules) text += write(module);
  return text + "    ::= { linemanSipComplianceMIB 1 }\n\nEND\n";
}

}  // namespace lineman::datamodel
