#include "datamodel/export/artefacts.hpp"

namespace lineman::datamodel {
namespace {

constexpr Artefact all[] = {
    {"smi", "mibs/LINEMAN-SMI-MIB.mib", write_smi_module, "MIB module with the root"},
    {"mib", "mibs/LINEMAN-SIP-MIB.mib", write_sip_module, "MIB module with all objects"},
    {"compliance", "mibs/LINEMAN-SIP-COMPLIANCE-MIB.mib", write_compliance_module,
     "MIB module that says what standard modules are there"},
    {"device-type", "tr069/lineman-device-type.xml", write_device_type, "TR-069 device type"},
    {"reference", "docs/parameters.md", write_reference, "reference of all parameters"},
    {"core-values", "tests/sipcore-conformance/initial_values.json", write_core_values,
     "what a SIP core is given at first"},
    {"snmp-exporter-generator", "contrib/prometheus/generator.yml", write_snmp_exporter_generator,
     "for snmp_exporter's generator up to 0.22"},
    {"snmp-exporter-generator-split", "contrib/prometheus/generator-0.23.yml",
     write_snmp_exporter_generator_split, "for its generator from 0.23 on"},
    {"snmp-exporter-module", "contrib/prometheus/snmp.yml", write_snmp_exporter_module,
     "module of snmp_exporter up to 0.22"},
    {"snmp-exporter-module-split", "contrib/prometheus/snmp-0.23.yml",
     write_snmp_exporter_module_split, "module of snmp_exporter from 0.23 on"},
    {"prometheus-rules", "contrib/prometheus/lineman.rules.yml", write_prometheus_rules,
     "alert rules of Prometheus"},
    {"prometheus-inhibitions", "contrib/prometheus/alertmanager-inhibitions.yml",
     write_prometheus_inhibitions, "which alerts Alertmanager keeps back"},
    {"grafana-dashboard", "contrib/grafana/lineman.json", write_grafana_dashboard,
     "dashboard of Grafana"},
    {"librenms-detection", "contrib/librenms/os_detection/lineman.yaml", write_librenms_detection,
     "how LibreNMS knows the phone"},
    {"librenms-discovery", "contrib/librenms/os_discovery/lineman.yaml", write_librenms_discovery,
     "what LibreNMS finds there"},
    {"snmptrapd", "contrib/snmptrapd/snmptrapd.conf", write_snmptrapd, "example of snmptrapd.conf"},
    {"snmptt", "contrib/snmptt/snmptt.conf", write_snmptt, "example of snmptt.conf"},
    {"zabbix-template", "contrib/zabbix/lineman.yaml", write_zabbix_template,
     "template of Zabbix 6.0"},
};

}  // namespace

std::span<const Artefact> artefacts() {
  return all;
}

}  // namespace lineman::datamodel
