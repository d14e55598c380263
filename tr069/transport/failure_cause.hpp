// What sessions with the ACS fail because of, as an operator tells the causes apart.
#pragma once

#include <cstdint>

namespace lineman::cwmp {

enum class FailureCause : std::uint8_t {
  contact,         // no address, no connection, or one that was lost
  tls,             // handshake or certificate
  authentication,  // the ACS refused our credentials
  http_status,     // another status
  time_out,        // no answer in time
  protocol,        // what was said: no HTTP, no SOAP, a fault
};

}  // namespace lineman::cwmp
