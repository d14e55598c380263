#include "sipcore/control/refusals.hpp"

#include "sipcore/protocol/json.hpp"
#include "varlink/errors.hpp"

namespace lineman::sipcore {

void refuse(varlink::Exchange& exchange, const Error& error) {
  auto wire = to_wire(error);
  exchange.error({.parameters = std::move(wire.parameters), .error = std::move(wire.name)});
}

void refuse_parameters(varlink::Exchange& exchange, const std::string& sentence) {
  refuse_parameter(exchange, "parameters", sentence);
}

void refuse_parameter(varlink::Exchange& exchange, std::string_view parameter,
                      const std::string& sentence) {
  exchange.error(varlink::invalid_parameter(parameter, sentence));
}

}  // namespace lineman::sipcore
