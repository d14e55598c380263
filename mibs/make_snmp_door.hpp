// The SNMP door that the settings ask for.
#pragma once

#include <memory>

#include "mibs/door/snmp_door.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::mibs {

// agentx::make_subagent() where they name a master agent, else make_snmp_agent(). Everything passed
// in outlives it. Throws std::runtime_error where it cannot start.
std::unique_ptr<SnmpDoor> make_snmp_door(boost::asio::io_context& io, Configuration& configuration,
                                         Status& status, Clock& clock,
                                         const SnmpSettings& settings);

}  // namespace lineman::mibs
