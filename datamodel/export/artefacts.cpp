#include "datamodel/export/artefacts.hpp"

namespace lineman::datamodel {
namespace {

constexpr Artefact all[] = {
    {"smi", "mibs/LINEMAN-SMI-MIB.mib", write_smi_module, "MIB module with the root"},
    {"mib", "mibs/LINEMAN-SIP-MIB.mib", write_sip_module, "MIB module with all objects"},
    {"device-type", "tr069/lineman-device-type.xml", write_device_type, "TR-069 device type"},
    {"reference", "docs/parameters.md", write_reference, "reference of all parameters"},
    {"core-values", "tests/sipcore-conformance/initial_values.json", write_core_values,
     "what a SIP core is given at first"},
    {"snmp-exporter-generator", "contrib/prometheus/generator.yml", write_snmp_exporter_generator,
     "for snmp_exporter's generator"},
    {"snmp-exporter-module", "contrib/prometheus/snmp.yml", write_snmp_exporter_module,
     "module of snmp_exporter up to 0.22"},
    {"snmp-exporter-split", "contrib/prometheus/snmp-0.23.yml", write_snmp_exporter_split,
     "module of snmp_exporter from 0.23 on"},
    {"prometheus-rules", "contrib/prometheus/lineman.rules.yml", write_prometheus_rules,
     "alert rules of Prometheus"},
};

}  // namespace

std::span<const Artefact> artefacts() {
  return all;
}

}  // namespace lineman::datamodel
