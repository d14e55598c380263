#include "mibs/net_snmp/variable.hpp"

#include <type_traits>

#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs {

static_assert(std::is_same_v<oid, Arc>, "the library's arcs are ours");

void put_value(variable_list* variable, const SnmpValue& value) {
  switch (value.syntax) {
    case Syntax::integer:
      snmp_set_var_typed_integer(variable, ASN_INTEGER, static_cast<long>(value.number));
      break;
    case Syntax::unsigned32:
      snmp_set_var_typed_integer(variable, ASN_UNSIGNED, static_cast<long>(value.number));
      break;
    case Syntax::counter32:
      snmp_set_var_typed_integer(variable, ASN_COUNTER, static_cast<long>(value.number));
      break;
    case Syntax::time_ticks:
      snmp_set_var_typed_integer(variable, ASN_TIMETICKS, static_cast<long>(value.number));
      break;
    case Syntax::counter64: {
      const counter64 counter{static_cast<u_long>(value.number >> 32),
                              static_cast<u_long>(value.number & 0xFFFF'FFFF)};
      snmp_set_var_typed_value(variable, ASN_COUNTER64, &counter, sizeof counter);
      break;
    }
    case Syntax::octets:
    case Syntax::other:
      snmp_set_var_typed_value(variable, ASN_OCTET_STR, value.text.data(), value.text.size());
      break;
  }
}

Arcs name_of(const variable_list& variable) {
  return {variable.name, variable.name_length};
}

SentValue sent_value(const variable_list& variable) {
  switch (variable.type) {
    case ASN_INTEGER:
      return {Syntax::integer, *variable.val.integer, {}};
    case ASN_UNSIGNED:
      return {Syntax::unsigned32,
              static_cast<std::int64_t>(static_cast<std::uint32_t>(*variable.val.integer)),
              {}};
    case ASN_OCTET_STR:
      return {Syntax::octets,
              0,
              {reinterpret_cast<const char*>(variable.val.string), variable.val_len}};
    default:
      return {};
  }
}

}  // namespace lineman::mibs
