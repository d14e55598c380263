// The SNMP door: Net-SNMP's agent as the master in the agent's loop, with LINEMAN-SIP-MIB.
#pragma once

#include "mibs/door/snmp_door.hpp"

namespace boost::asio {
class io_context;
}

namespace lineman::mibs {

// Starts the library and opens the listening addresses where network.snmp.enable is 1. An address
// that cannot be opened is logged and tried again. RFC 3416 for the answers, RFC 3414 and 3415 for
// who may ask; snmp_settings.hpp for what it is told. One at a time in a process, since the library
// keeps global state. Everything passed in outlives it. Throws std::runtime_error where the library
// cannot start.
std::unique_ptr<SnmpDoor> make_snmp_agent(boost::asio::io_context& io, Configuration& configuration,
                                          Status& status, Clock& clock,
                                          const SnmpSettings& settings);

}  // namespace lineman::mibs
