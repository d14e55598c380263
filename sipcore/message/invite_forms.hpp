// Requests that are made of an INVITE: its ACK and its CANCEL.
#pragma once

#include "sipcore/message/message_text.hpp"

namespace lineman::sipcore {

// For a final response other than 2xx, in the same transaction (RFC 3261, 17.1.1.3).
RequestForm ack_of(const RequestForm& invite, const Response& response);

// RFC 3261, 9.1.
RequestForm cancel_of(const RequestForm& invite);

}  // namespace lineman::sipcore
