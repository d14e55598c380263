#include "mibs/make_snmp_door.hpp"

#include "mibs/agentx/subagent.hpp"
#include "mibs/snmp_agent.hpp"

namespace lineman::mibs {

std::unique_ptr<SnmpDoor> make_snmp_door(boost::asio::io_context& io, Configuration& configuration,
                                         Status& status, Clock& clock,
                                         const SnmpSettings& settings) {
  if (settings.agentx.empty()) {
    return make_snmp_agent(io, configuration, status, clock, settings);
  }
  return agentx::make_subagent(io, configuration, status, clock, settings);
}

}  // namespace lineman::mibs
