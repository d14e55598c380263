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

std::string write_smi_module();                     // LINEMAN-SMI-MIB: the root
std::string write_sip_module();                     // LINEMAN-SIP-MIB: everything that SNMP shows
std::string write_compliance_module();              // LINEMAN-SIP-COMPLIANCE-MIB: standard modules
std::string write_device_type();                    // TR-069 device type, DT schema 1.6
std::string write_reference();                      // docs/parameters.md
std::string write_core_values();                    // a SIP core's first account and globals, JSON
std::string write_snmp_exporter_generator();        // generator.yml of Prometheus' snmp_exporter
std::string write_snmp_exporter_generator_split();  // the same from version 0.23 on
std::string write_snmp_exporter_module();           // snmp.yml, up to version 0.22
std::string write_snmp_exporter_module_split();     // the same from version 0.23 on
std::string write_prometheus_rules();               // alert rules
std::string write_prometheus_inhibitions();         // a part of alertmanager.yml
std::string write_grafana_dashboard();              // JSON
std::string write_librenms_detection();  // resources/definitions/os_detection of LibreNMS
std::string write_librenms_discovery();  // resources/definitions/os_discovery
std::string write_snmptrapd();           // an example of snmptrapd.conf
std::string write_snmptt();              // an example of snmptt.conf
std::string write_zabbix_template();     // of Zabbix 6.0, YAML
std::string write_arcs();  // "arc.of.the.object descriptor", one a line, in the order of arcs

}  // namespace lineman::datamodel
