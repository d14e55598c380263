#include "mibs/snmp_door.hpp"

#include "mibs/agentx/subagent.hpp"
#include "mibs/snmp_agent.hpp"

namespace lineman::mibs {

std::unique_ptr<SnmpDoor> make_snmp_door(boost::asio::io_context& io, Configuration& configuration,
                                         Status& status, Clock& clock,
                                         const SnmpSettings& settings) {
  if (settings.agentx.empty()) {
    return std::make_unique<SnmpAgent>(io, configuration, status, clock, settings);
  }
  return std::make_unique<agentx::Subagent>(io, configuration, status, clock, settings);
}

}  // namespace lineman::mibs
