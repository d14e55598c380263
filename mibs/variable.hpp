// Values in and out of Net-SNMP's variables.
#pragma once

#include "mibs/snmp_value.hpp"

struct variable_list;

namespace lineman::mibs {

void put_value(variable_list* variable, const SnmpValue& value);

// Refers to the variable's octets.
SentValue sent_value(const variable_list& variable);

}  // namespace lineman::mibs
