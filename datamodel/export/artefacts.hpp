// The artefacts that are generated from the table, as text.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace lineman::datamodel {

// What a name on the command line stands for; `file` is where the committed one is, from the root
// of the repository.
struct Artefact {
  std::string_view name;
  std::string_view file;
  std::string (*write)();
  std::string_view help;
};

std::span<const Artefact> artefacts();

std::string write_smi_module();         // LINEMAN-SMI-MIB: the root
std::string write_sip_module();         // LINEMAN-SIP-MIB: everything that SNMP shows
std::string write_compliance_module();  // LINEMAN-SIP-COMPLIANCE-MIB: standard modules
std::string write_device_type();        // TR-069 device type, DT schema 1.6
std::string write_reference();          // docs/parameters.md
std::string write_core_values();        // a SIP core's first account and globals, JSON
std::string write_arcs();  // "arc.of.the.object descriptor", one a line, in the order of arcs

}  // namespace lineman::datamodel
