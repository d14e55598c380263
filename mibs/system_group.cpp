#include "mibs/system_group.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "datamodel/branding.hpp"
#include "datamodel/mib_layout.hpp"
#include "mibs/net_snmp.hpp"

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

// RFC 3412, 5: the dispatcher's.
std::vector<Scalar> dispatcher_scalars() {
  return {statistic(1, STAT_SNMPUNKNOWNSECURITYMODELS), statistic(2, STAT_SNMPINVALIDMSGS),
          statistic(3, STAT_SNMPUNKNOWNPDUHANDLERS)};
}

// RFC 3413, 4.1: of SNMP-TARGET-MIB.
std::vector<Scalar> context_scalars() {
  return {statistic(4, STAT_SNMPUNAVAILABLECONTEXTS), statistic(5, STAT_SNMPUNKNOWNCONTEXTS)};
}

std::vector<Scalar> usm_scalars() {
  return {
      statistic(1, STAT_USMSTATSUNSUPPORTEDSECLEVELS), statistic(2, STAT_USMSTATSNOTINTIMEWINDOWS),
      statistic(3, STAT_USMSTATSUNKNOWNUSERNAMES),     statistic(4, STAT_USMSTATSUNKNOWNENGINEIDS),
      statistic(5, STAT_USMSTATSWRONGDIGESTS),         statistic(6, STAT_USMSTATSDECRYPTIONERRORS)};
}

}  // namespace

// Scalars below one place, in the order of their arcs.
class SystemGroup::Scalars {
 public:
  Scalars(std::vector<oid> place, std::vector<Scalar> scalars)
      : place_{std::move(place)}, scalars_{std::move(scalars)} {
    auto* const handler = netsnmp_create_handler("lineman system", handle);
    if (handler == nullptr) throw std::runtime_error{"no memory for the SNMP objects"};
    handler->myvoid = this;
    registration_ = netsnmp_handler_registration_create("lineman system", handler, place_.data(),
                                                        place_.size(), HANDLER_CAN_RONLY);
    if (netsnmp_register_handler(registration_) != MIB_REGISTERED_OK) {
      throw std::runtime_error{"the SNMP library refuses the system group"};
    }
  }
  ~Scalars() { netsnmp_unregister_handler(registration_); }
  Scalars(const Scalars&) = delete;
  Scalars& operator=(const Scalars&) = delete;

 private:
  static int handle(netsnmp_mib_handler* handler, netsnmp_handler_registration* /*registration*/,
                    netsnmp_agent_request_info* info, netsnmp_request_info* requests) noexcept {
    const auto& self = *static_cast<const Scalars*>(handler->myvoid);
    for (auto* request = requests; request != nullptr; request = request->next) {
      if (info->mode == MODE_GET) {
        self.get(request);
      } else {
        self.get_next(request);
      }
    }
    return SNMP_ERR_NOERROR;
  }

  void get(netsnmp_request_info* request) const {
    const auto* const variable = request->requestvb;
    const auto size = variable->name_length;
    const auto found =
        size <= place_.size()
            ? scalars_.end()
            : std::ranges::find(scalars_, variable->name[place_.size()], &Scalar::arc);
    if (found == scalars_.end()) {
      netsnmp_request_set_error(request, SNMP_NOSUCHOBJECT);
    } else if (size != place_.size() + 2 || variable->name[size - 1] != 0) {
      netsnmp_request_set_error(request, SNMP_NOSUCHINSTANCE);
    } else {
      found->write(request->requestvb);
    }
  }

  void get_next(netsnmp_request_info* request) const {
    auto* const variable = request->requestvb;
    for (const auto& scalar : scalars_) {
      auto name = place_;
      name.push_back(scalar.arc);
      name.push_back(0);
      const int order =
          snmp_oid_compare(name.data(), name.size(), variable->name, variable->name_length);
      if (order < 0 || (order == 0 && request->inclusive == 0)) continue;
      snmp_set_var_objid(variable, name.data(), name.size());
      scalar.write(variable);
      return;
    }
  }

  std::vector<oid> place_;
  std::vector<Scalar> scalars_;
  netsnmp_handler_registration* registration_ = nullptr;
};

SystemGroup::SystemGroup(const SnmpSettings& settings) {
  const auto add = [this](std::vector<oid> place, std::vector<Scalar> scalars) {
    groups_.push_back(std::make_unique<Scalars>(std::move(place), std::move(scalars)));
  };
  add({1, 3, 6, 1, 2, 1, 1}, system_scalars(settings));
  add({1, 3, 6, 1, 2, 1, 11}, snmp_scalars());
  add({1, 3, 6, 1, 6, 3, 10, 2, 1}, engine_scalars(settings));
  add({1, 3, 6, 1, 6, 3, 11, 2, 1}, dispatcher_scalars());
  add({1, 3, 6, 1, 6, 3, 12, 1}, context_scalars());
  add({1, 3, 6, 1, 6, 3, 15, 1, 1}, usm_scalars());
}

SystemGroup::~SystemGroup() = default;

}  // namespace lineman::mibs
