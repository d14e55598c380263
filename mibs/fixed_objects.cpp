#include "mibs/fixed_objects.hpp"

#include <algorithm>
#include <stdexcept>

#include "mibs/net_snmp.hpp"
#include "mibs/variable.hpp"

namespace lineman::mibs {

// What the library holds of us.
struct FixedObjects::Registration {
  std::vector<Arc> place;
  std::vector<FixedObject> objects;
  netsnmp_handler_registration* made = nullptr;

  void get(netsnmp_request_info* request) const;
  void get_next(netsnmp_request_info* request) const;

  static int handle(netsnmp_mib_handler* handler, netsnmp_handler_registration* /*registration*/,
                    netsnmp_agent_request_info* info, netsnmp_request_info* requests) noexcept {
    const auto& self = *static_cast<const Registration*>(handler->myvoid);
    for (auto* request = requests; request != nullptr; request = request->next) {
      if (info->mode == MODE_GET) {
        self.get(request);
      } else {
        self.get_next(request);
      }
    }
    return SNMP_ERR_NOERROR;
  }
};

void FixedObjects::Registration::get(netsnmp_request_info* request) const {
  const auto name = name_of(*request->requestvb);
  const auto below = name.subspan(std::min(place.size(), name.size()));
  int missing = SNMP_NOSUCHOBJECT;
  for (const auto& one : objects) {
    if (std::ranges::equal(one.name, below)) return one.write(request->requestvb);
    const auto object = Arcs{one.name}.first(one.object);
    const bool known =
        below.size() >= object.size() && std::ranges::equal(object, below.first(object.size()));
    if (known) missing = SNMP_NOSUCHINSTANCE;
  }
  netsnmp_request_set_error(request, missing);
}

void FixedObjects::Registration::get_next(netsnmp_request_info* request) const {
  auto* const variable = request->requestvb;
  for (const auto& one : objects) {
    auto name = place;
    name.insert(name.end(), one.name.begin(), one.name.end());
    const int order =
        snmp_oid_compare(name.data(), name.size(), variable->name, variable->name_length);
    if (order < 0 || (order == 0 && request->inclusive == 0)) continue;
    snmp_set_var_objid(variable, name.data(), name.size());
    one.write(variable);
    return;
  }
}

FixedObjects::FixedObjects(std::vector<Arc> place, std::vector<FixedObject> objects)
    : registration_{std::make_unique<Registration>()} {
  registration_->place = std::move(place);
  registration_->objects = std::move(objects);
  auto* const handler = netsnmp_create_handler("lineman system", Registration::handle);
  if (handler == nullptr) throw std::runtime_error{"no memory for the SNMP objects"};
  handler->myvoid = registration_.get();
  registration_->made =
      netsnmp_handler_registration_create("lineman system", handler, registration_->place.data(),
                                          registration_->place.size(), HANDLER_CAN_RONLY);
  if (netsnmp_register_handler(registration_->made) != MIB_REGISTERED_OK) {
    throw std::runtime_error{"the SNMP library refuses the system group"};
  }
}

FixedObjects::~FixedObjects() {
  netsnmp_unregister_handler(registration_->made);
}

}  // namespace lineman::mibs
