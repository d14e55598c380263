#include "mibs/system_group.hpp"

#include <algorithm>
#include <functional>

#include "datamodel/branding.hpp"
#include "datamodel/mib_layout.hpp"
#include "mibs/net_snmp.hpp"
#include "mibs/read_requests.hpp"

namespace lineman::mibs {
namespace {

// One scalar: its arc below the group, and what writes its value.
struct Scalar {
  oid arc;
  std::function<void(netsnmp_variable_list*)> write;
};

Scalar text(oid arc, std::string value) {
  return {arc, [value = std::move(value)](netsnmp_variable_list* variable) {
            snmp_set_var_typed_value(variable, ASN_OCTET_STR, value.data(), value.size());
          }};
}

Scalar number(oid arc, u_char type, std::function<long()> value) {
  return {arc, [type, value = std::move(value)](netsnmp_variable_list* variable) {
            snmp_set_var_typed_integer(variable, type, value());
          }};
}

Scalar statistic(oid arc, int which) {
  return number(arc, ASN_COUNTER, [which] { return static_cast<long>(snmp_get_statistic(which)); });
}

Scalar object_identifier(oid arc, std::vector<oid> value) {
  return {arc, [value = std::move(value)](netsnmp_variable_list* variable) {
            snmp_set_var_typed_value(variable, ASN_OBJECT_ID, value.data(),
                                     value.size() * sizeof(oid));
          }};
}

std::vector<Scalar> system_scalars(const SnmpSettings& settings) {
  // RFC 3418: a host with applications.
  constexpr long services = 72;
  return {text(1, settings.description),
          object_identifier(2, {1, 3, 6, 1, 4, 1, branding::enterprise, datamodel::products_arc,
                                branding::product_arc}),
          number(3, ASN_TIMETICKS, [] { return static_cast<long>(netsnmp_get_agent_uptime()); }),
          text(4, settings.contact),
          text(5, settings.name),
          text(6, settings.location),
          number(7, ASN_INTEGER, [] { return services; })};
}

std::vector<Scalar> snmp_scalars() {
  constexpr long disabled = 2;
  return {statistic(1, STAT_SNMPINPKTS),
          statistic(3, STAT_SNMPINBADVERSIONS),
          statistic(4, STAT_SNMPINBADCOMMUNITYNAMES),
          statistic(5, STAT_SNMPINBADCOMMUNITYUSES),
          statistic(6, STAT_SNMPINASNPARSEERRS),
          number(30, ASN_INTEGER, [] { return disabled; }),
          statistic(31, STAT_SNMPSILENTDROPS),
          statistic(32, STAT_SNMPPROXYDROPS)};
}

std::vector<Scalar> engine_scalars(const SnmpSettings& settings) {
  return {text(1, settings.engine_id),
          number(2, ASN_INTEGER, [] { return static_cast<long>(snmpv3_local_snmpEngineBoots()); }),
          number(3, ASN_INTEGER, [] { return static_cast<long>(snmpv3_local_snmpEngineTime()); }),
          number(4, ASN_INTEGER, [] { return static_cast<long>(netsnmp_max_send_msg_size()); })};
}

std::vector<Scalar> usm_scalars() {
  return {
      statistic(1, STAT_USMSTATSUNSUPPORTEDSECLEVELS), statistic(2, STAT_USMSTATSNOTINTIMEWINDOWS),
      statistic(3, STAT_USMSTATSUNKNOWNUSERNAMES),     statistic(4, STAT_USMSTATSUNKNOWNENGINEIDS),
      statistic(5, STAT_USMSTATSWRONGDIGESTS),         statistic(6, STAT_USMSTATSDECRYPTIONERRORS)};
}

}  // namespace

// Scalars below one place, in the order of their arcs.
class SystemGroup::Scalars : public ReadableObjects {
 public:
  Scalars(const std::vector<oid>& place, std::vector<Scalar> scalars)
      : place_{place},
        scalars_{std::move(scalars)},
        registration_{"lineman system", place, *this} {}

  std::optional<Missing> get(netsnmp_variable_list* variable) const override {
    const auto size = variable->name_length;
    const auto found =
        size <= place_.size()
            ? scalars_.end()
            : std::ranges::find(scalars_, variable->name[place_.size()], &Scalar::arc);
    if (found == scalars_.end()) return Missing::object;
    if (size != place_.size() + 2 || variable->name[size - 1] != 0) return Missing::instance;
    found->write(variable);
    return std::nullopt;
  }

  bool get_next(netsnmp_variable_list* variable) const override {
    for (const auto& scalar : scalars_) {
      auto name = place_;
      name.push_back(scalar.arc);
      name.push_back(0);
      if (snmp_oid_compare(name.data(), name.size(), variable->name, variable->name_length) <= 0)
        continue;
      snmp_set_var_objid(variable, name.data(), name.size());
      scalar.write(variable);
      return true;
    }
    return false;
  }

 private:
  std::vector<oid> place_;
  std::vector<Scalar> scalars_;
  ReadRegistration registration_;
};

SystemGroup::SystemGroup(const SnmpSettings& settings) {
  const auto add = [this](const std::vector<oid>& place, std::vector<Scalar> scalars) {
    groups_.push_back(std::make_unique<Scalars>(place, std::move(scalars)));
  };
  add({1, 3, 6, 1, 2, 1, 1}, system_scalars(settings));
  add({1, 3, 6, 1, 2, 1, 11}, snmp_scalars());
  add({1, 3, 6, 1, 6, 3, 10, 2, 1}, engine_scalars(settings));
  add({1, 3, 6, 1, 6, 3, 15, 1, 1}, usm_scalars());
}

SystemGroup::~SystemGroup() = default;

}  // namespace lineman::mibs
