// Values in and out of Net-SNMP's variables.
#pragma once

#include "mibs/objects/object_tree.hpp"
#include "mibs/objects/snmp_value.hpp"

struct variable_list;

namespace lineman::mibs {

void put_value(variable_list* variable, const SnmpValue& value);

// Both refer to the variable.
Arcs name_of(const variable_list& variable);
SentValue sent_value(const variable_list& variable);

}  // namespace lineman::mibs
