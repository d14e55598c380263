// The SNMP door behind a system's snmpd: LINEMAN-SIP-MIB and the standard modules about the phone
// as an AgentX subagent (RFC 2741), in the agent's loop.
#pragma once

#include "mibs/door/snmp_door.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::mibs::agentx {

// Connected while network.snmp.enable is 1; a master agent that is not there, goes or does not
// answer is tried again, and nothing waits for it. Who may read and write is the master agent's to
// say; secrets are never written, and every change is asked for by "agentx". Of the settings agentx
// and description count. The others outlive it.
std::unique_ptr<SnmpDoor> make_subagent(boost::asio::io_context& io, Configuration& configuration,
                                        Status& status, Clock& clock, const SnmpSettings& settings);

}  // namespace lineman::mibs::agentx
