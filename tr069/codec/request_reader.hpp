// The message in an envelope whose outline is known (xml_gate.hpp, envelope.hpp).
#pragma once

#include "tr069/codec/envelope.hpp"
#include "tr069/codec/gsoap_context.hpp"
#include "tr069/codec/messages.hpp"

namespace lineman::cwmp {

// A request that cannot be taken is one as well: UnknownRequest or BadRequest.
Received read_body(GsoapContext& context, const Outline& outline, const Frame& frame);

}  // namespace lineman::cwmp
