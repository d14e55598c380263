// The tables of standard modules that the phone shows, each function those of one file.
#pragma once

#include <span>

#include "mibs/standard/standard_table.hpp"

namespace lineman::mibs {

std::span<const StandardTable> application_tables();     // RFC 2788, applTable: the SIP core
std::span<const StandardTable> sip_config_tables();      // RFC 4780: what the phone can and does
std::span<const StandardTable> sip_timer_tables();       // RFC 4780: the timers of RFC 3261
std::span<const StandardTable> sip_statistics_tables();  // RFC 4780: what the core counts
std::span<const StandardTable> sip_server_tables();      // RFC 4780, SIP-UA-MIB: servers in use

}  // namespace lineman::mibs
