#include "mibs/object_handler.hpp"

#include <algorithm>
#include <stdexcept>

#include "mibs/net_snmp.hpp"
#include "mibs/objects_root.hpp"
#include "mibs/set_requests.hpp"
#include "mibs/variable.hpp"

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

void get(const ObjectHandler& handler, const ObjectTree& tree, netsnmp_request_info* request) {
  const auto cell = tree.find(below_objects(name_of(*request->requestvb)));
  if (cell) {
    put_value(request->requestvb, handler.read(*cell));
  } else {
    netsnmp_request_set_error(
        request, cell.error() == Missing::object ? SNMP_NOSUCHOBJECT : SNMP_NOSUCHINSTANCE);
  }
}

std::optional<Cell> following(const ObjectTree& tree, const netsnmp_request_info& request) {
  const auto below = below_objects(name_of(*request.requestvb));
  if (request.inclusive != 0) {
    if (auto cell = tree.find(below)) return *cell;
  }
  return tree.next(below);
}

void get_next(const ObjectHandler& handler, const ObjectTree& tree, netsnmp_request_info* request) {
  if (const auto cell = following(tree, *request)) put(handler, *cell, request->requestvb);
}

// All repetitions at once; the library's own helper would come back for each of them.
void get_bulk(const ObjectHandler& handler, const ObjectTree& tree, netsnmp_request_info* request) {
  while (const auto cell = following(tree, *request)) {
    put(handler, *cell, request->requestvb);
    auto* const next = request->requestvb->next_variable;
    if (request->repeat <= 0 || next == nullptr) return;
    --request->repeat;
    snmp_set_var_objid(next, request->requestvb->name, request->requestvb->name_length);
    next->type = ASN_PRIV_RETRY;
    request->requestvb = next;
    request->inclusive = 0;
  }
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
    switch (info->mode) {
      case MODE_GET:
        for (auto* one = requests; one != nullptr; one = one->next) get(self, self.tree_, one);
        break;
      case MODE_GETNEXT:
        for (auto* one = requests; one != nullptr; one = one->next) get_next(self, self.tree_, one);
        break;
      case MODE_GETBULK:
        for (auto* one = requests; one != nullptr; one = one->next) get_bulk(self, self.tree_, one);
        break;
      default:
        set(info, requests);
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

}  // namespace lineman::mibs
