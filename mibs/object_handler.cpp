#include "mibs/object_handler.hpp"

#include <algorithm>
#include <stdexcept>

#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/net_snmp/variable.hpp"
#include "mibs/objects/objects_root.hpp"
#include "mibs/set_requests.hpp"

namespace lineman::mibs {
namespace {

void put(const ObjectHandler& handler, const Cell& cell, netsnmp_variable_list* variable) {
  std::array<Arc, objects_root.size() + ObjectTree::longest> name{};
  std::ranges::copy(objects_root, name.begin());
  std::array<Arc, ObjectTree::longest> below{};
  const auto count = ObjectTree::write(cell, below);
  std::copy_n(below.begin(), count, name.begin() + objects_root.size());
  snmp_set_var_objid(variable, name.data(), objects_root.size() + count);
  put_value(variable, handler.read(cell));
}

void set(netsnmp_agent_request_info* info, netsnmp_request_info* requests) {
  const auto transaction = set_request_of(info);
  if (!transaction) {
    netsnmp_request_set_error(requests, static_cast<int>(SnmpError::general));
    return;
  }
  switch (info->mode) {
    case MODE_SET_RESERVE1:
      transaction->check(requests);
      break;
    case MODE_SET_RESERVE2:
      transaction->begin(requests, info->asp->vbcount);
      break;
    case MODE_SET_ACTION:
      transaction->commit(requests);
      break;
    case MODE_SET_FREE:
      transaction->release();
      break;
    // Nothing is left to do after the commit, and nothing to undo where it failed.
    default:
      break;
  }
}

}  // namespace

// What the library holds of us.
struct ObjectHandler::Registration {
  netsnmp_handler_registration* made = nullptr;

  static int handle(netsnmp_mib_handler* handler, netsnmp_handler_registration* /*registration*/,
                    netsnmp_agent_request_info* info, netsnmp_request_info* requests) noexcept {
    const auto& self = *static_cast<const ObjectHandler*>(handler->myvoid);
    if (MODE_IS_SET(info->mode)) {
      set(info, requests);
    } else {
      answer_reads(self, *info, requests);
    }
    return SNMP_ERR_NOERROR;
  }
};

ObjectHandler::ObjectHandler(const ObjectTree& tree, LiveSources sources)
    : tree_{tree}, reader_{sources}, registration_{std::make_unique<Registration>()} {
  auto* const handler = netsnmp_create_handler("lineman", Registration::handle);
  if (handler == nullptr) throw std::runtime_error{"no memory for the SNMP objects"};
  handler->myvoid = this;
  registration_->made = netsnmp_handler_registration_create(
      "lineman", handler, objects_root.data(), objects_root.size(),
      HANDLER_CAN_RWRITE | HANDLER_CAN_GETBULK);
  if (netsnmp_register_handler(registration_->made) != MIB_REGISTERED_OK) {
    throw std::runtime_error{"the SNMP library refuses the objects of LINEMAN-SIP-MIB"};
  }
}

ObjectHandler::~ObjectHandler() {
  netsnmp_unregister_handler(registration_->made);
}

std::optional<Missing> ObjectHandler::get(variable_list* variable) const {
  const auto cell = tree_.find(below_objects(name_of(*variable)));
  if (!cell) return cell.error();
  put_value(variable, read(*cell));
  return std::nullopt;
}

bool ObjectHandler::get_next(variable_list* variable) const {
  const auto cell = tree_.next(below_objects(name_of(*variable)));
  if (!cell) return false;
  put(*this, *cell, variable);
  return true;
}

}  // namespace lineman::mibs
