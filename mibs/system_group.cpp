#include "mibs/system_group.hpp"

#include <algorithm>
#include <functional>

#include "datamodel/branding.hpp"
#include "datamodel/mib_layout.hpp"
#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs {
namespace {

using Write = std::function<void(netsnmp_variable_list*)>;

// A scalar, by its arc below the group.
FixedObject scalar(Arc arc, Write write) {
  return {{arc, 0}, 1, std::move(write)};
}

Write text(std::string value) {
  return [value = std::move(value)](netsnmp_variable_list* variable) {
    snmp_set_var_typed_value(variable, ASN_OCTET_STR, value.data(), value.size());
  };
}

Write number(u_char type, std::function<long()> value) {
  return [type, value = std::move(value)](netsnmp_variable_list* variable) {
    snmp_set_var_typed_integer(variable, type, value());
  };
}

Write ticks(unsigned long value) {
  return number(ASN_TIMETICKS, [value] { return static_cast<long>(value); });
}

Write object_identifier(std::vector<oid> value) {
  return [value = std::move(value)](netsnmp_variable_list* variable) {
    snmp_set_var_typed_value(variable, ASN_OBJECT_ID, value.data(), value.size() * sizeof(oid));
  };
}

FixedObject statistic(Arc arc, int which) {
  return scalar(
      arc, number(ASN_COUNTER, [which] { return static_cast<long>(snmp_get_statistic(which)); }));
}

std::vector<FixedObject> system_scalars(const SnmpSettings& settings) {
  // RFC 3418: a host with applications.
  constexpr long services = 72;
  return {scalar(1, text(settings.description)),
          scalar(2, object_identifier({1, 3, 6, 1, 4, 1, branding::enterprise,
                                       datamodel::products_arc, branding::product_arc})),
          scalar(3, number(ASN_TIMETICKS,
                           [] { return static_cast<long>(netsnmp_get_agent_uptime()); })),
          scalar(4, text(settings.contact)),
          scalar(5, text(settings.name)),
          scalar(6, text(settings.location)),
          scalar(7, number(ASN_INTEGER, [] { return services; }))};
}

std::vector<FixedObject> snmp_scalars() {
  constexpr long disabled = 2;
  return {statistic(1, STAT_SNMPINPKTS),
          statistic(3, STAT_SNMPINBADVERSIONS),
          statistic(4, STAT_SNMPINBADCOMMUNITYNAMES),
          statistic(5, STAT_SNMPINBADCOMMUNITYUSES),
          statistic(6, STAT_SNMPINASNPARSEERRS),
          scalar(30, number(ASN_INTEGER, [] { return disabled; })),
          statistic(31, STAT_SNMPSILENTDROPS),
          statistic(32, STAT_SNMPPROXYDROPS)};
}

std::vector<FixedObject> engine_scalars(const SnmpSettings& settings) {
  return {
      scalar(1, text(settings.engine_id)),
      scalar(2,
             number(ASN_INTEGER, [] { return static_cast<long>(snmpv3_local_snmpEngineBoots()); })),
      scalar(3,
             number(ASN_INTEGER, [] { return static_cast<long>(snmpv3_local_snmpEngineTime()); })),
      scalar(4,
             number(ASN_INTEGER, [] { return static_cast<long>(netsnmp_max_send_msg_size()); }))};
}

// RFC 3412, 5: the dispatcher's.
std::vector<FixedObject> dispatcher_scalars() {
  return {statistic(1, STAT_SNMPUNKNOWNSECURITYMODELS), statistic(2, STAT_SNMPINVALIDMSGS),
          statistic(3, STAT_SNMPUNKNOWNPDUHANDLERS)};
}

// RFC 3413, 4.1: of SNMP-TARGET-MIB.
std::vector<FixedObject> context_scalars() {
  return {statistic(4, STAT_SNMPUNAVAILABLECONTEXTS), statistic(5, STAT_SNMPUNKNOWNCONTEXTS)};
}

std::vector<FixedObject> usm_scalars() {
  return {
      statistic(1, STAT_USMSTATSUNSUPPORTEDSECLEVELS), statistic(2, STAT_USMSTATSNOTINTIMEWINDOWS),
      statistic(3, STAT_USMSTATSUNKNOWNUSERNAMES),     statistic(4, STAT_USMSTATSUNKNOWNENGINEIDS),
      statistic(5, STAT_USMSTATSWRONGDIGESTS),         statistic(6, STAT_USMSTATSDECRYPTIONERRORS)};
}

// Beside what modules of the library have said of themselves.
void register_modules() {
  const auto add = [](std::vector<oid> module, const char* description) {
    register_sysORTable(module.data(), module.size(), description);
  };
  add({1, 3, 6, 1, 6, 3, 1}, "The SNMP entity (SNMPv2-MIB)");
  add({1, 3, 6, 1, 6, 3, 10, 3, 1, 1}, "The SNMP engine (SNMP-FRAMEWORK-MIB)");
  add({1, 3, 6, 1, 6, 3, 11, 3, 1, 1}, "Message processing and dispatching (SNMP-MPD-MIB)");
  add({1, 3, 6, 1, 6, 3, 15, 2, 1, 1}, "The user-based security model: its counters");
  add({1, 3, 6, 1, 4, 1, branding::enterprise, datamodel::modules_arc, datamodel::sip_module_arc},
      "The configuration and status of a SIP phone (LINEMAN-SIP-MIB)");
}

struct OrRow {
  std::vector<oid> module;
  std::string description;
  unsigned long since;
};

std::vector<OrRow> or_rows() {
  std::vector<OrRow> rows;
  netsnmp_sysORTable_foreach(
      [](const sysORTable* row, void* list) {
        static_cast<std::vector<OrRow>*>(list)->push_back(
            {{row->OR_oid, row->OR_oid + row->OR_oidlen}, row->OR_descr, row->OR_uptime});
      },
      &rows);
  return rows;
}

// sysORLastChange and sysORTable: sysOREntry is 9.1, its columns 2 to 4.
void add_or_table(std::vector<FixedObject>& objects) {
  const auto rows = or_rows();
  unsigned long last = 0;
  for (const auto& row : rows) last = std::max(last, row.since);
  objects.push_back(scalar(8, ticks(last)));
  constexpr std::size_t column_arcs = 3;
  const auto add_column = [&](Arc column, const auto& value) {
    Arc index = 0;
    for (const auto& row : rows)
      objects.push_back({{9, 1, column, ++index}, column_arcs, value(row)});
  };
  add_column(2, [](const OrRow& row) { return object_identifier(row.module); });
  add_column(3, [](const OrRow& row) { return text(row.description); });
  add_column(4, [](const OrRow& row) { return ticks(row.since); });
}

}  // namespace

SystemGroup::SystemGroup(const SnmpSettings& settings) {
  const auto add = [this](std::vector<Arc> place, std::vector<FixedObject> objects) {
    groups_.push_back(std::make_unique<FixedObjects>(std::move(place), std::move(objects)));
  };
  register_modules();
  auto system = system_scalars(settings);
  add_or_table(system);
  add({1, 3, 6, 1, 2, 1, 1}, std::move(system));
  add({1, 3, 6, 1, 2, 1, 11}, snmp_scalars());
  add({1, 3, 6, 1, 6, 3, 10, 2, 1}, engine_scalars(settings));
  add({1, 3, 6, 1, 6, 3, 11, 2, 1}, dispatcher_scalars());
  add({1, 3, 6, 1, 6, 3, 12, 1}, context_scalars());
  add({1, 3, 6, 1, 6, 3, 15, 1, 1}, usm_scalars());
}

}  // namespace lineman::mibs
