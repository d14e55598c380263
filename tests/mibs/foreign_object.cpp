#include "tests/mibs/foreign_object.hpp"

#include "datamodel/branding.hpp"
#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs::test {

void register_foreign_object() {
  static long value = 5;
  static const oid place[] = {1, 3, 6, 1, 4, 1, branding::enterprise, 2, 99};
  netsnmp_register_long_scalar("foreign", place, sizeof place / sizeof place[0], &value, nullptr);
}

}  // namespace lineman::mibs::test
