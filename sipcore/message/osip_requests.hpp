// What a request alone has.
#pragma once

#include "sipcore/message/osip_fields.hpp"
#include "sipcore/message/sip_message.hpp"

namespace lineman::sipcore::osip {

// All of a request but its head.
Request request_of(const osip_message_t& message);

}  // namespace lineman::sipcore::osip
