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
};

}  // namespace

std::span<const Artefact> artefacts() {
  return all;
}

}  // namespace lineman::datamodel
