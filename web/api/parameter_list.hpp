// The parameter table, as the page draws its fields from it (docs/web-api.md, "What the table
// says").
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "datamodel/parameter.hpp"

namespace lineman::web {

// Everything but what is the ACS's alone (inform_parameter), in the order of the page.
boost::json::object parameter_list(unsigned accounts);

// The guide's name for the field, or one made of the parameter's own: "Failback subscribe enable"
// of account.X.sip_server.Y.failback_subscribe.enable, "Provisioning code" of ProvisioningCode.
std::string label_of(const datamodel::Parameter& row);

}  // namespace lineman::web
