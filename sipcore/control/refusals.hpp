// How the control socket says no.
#pragma once

#include <string>
#include <string_view>

#include "sipcore/protocol/messages.hpp"
#include "varlink/exchange.hpp"

namespace lineman::sipcore {

// Answers with an error of the interface.
void refuse(varlink::Exchange& exchange, const Error& error);

// The parameters were not what the method takes. `sentence` names the member and quotes no value.
void refuse_parameters(varlink::Exchange& exchange, const std::string& sentence);

// One of them was not; `sentence` says what would be right and quotes no value.
void refuse_parameter(varlink::Exchange& exchange, std::string_view parameter,
                      const std::string& sentence);

}  // namespace lineman::sipcore
