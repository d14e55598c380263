#include "mibs/object_handler.hpp"

#include <algorithm>
#include <stdexcept>
#include <type_traits>

#include "datamodel/branding.hpp"
#include "datamodel/parameters.hpp"
#include "mibs/net_snmp.hpp"
#include "mibs/set_requests.hpp"
#include "mibs/variable.hpp"

namespace lineman::mibs {
namespace {

static_assert(std::is_same_v<oid, Arc>, "the library's arcs are ours");

// linemanSipObjects
constexpr std::array<oid, 10> objects = {1,
                                         3,
                                         6,
                                         1,
                                         4,
                                         1,
                                         branding::enterprise,
                                         datamodel::modules_arc,
                                         datamodel::sip_module_arc,
                                         datamodel::objects_arc};

void put(const ObjectHandler& handler, const Cell& cell, netsnmp_variable_list* variable) {
  std::array<Arc, objects.size() + ObjectTree::longest> name{};
  std::ranges::copy(objects, name.begin());
  std::array<Arc, ObjectTree::longest> below{};
  const auto count = ObjectTree::write(cell, below);
  std::copy_n(below.begin(), count, name.begin() + objects.size());
  snmp_set_var_objid(variable, name.data(), objects.size() + count);
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

Arcs below_objects(const variable_list& variable) {
  if (variable.name_length <= objects.size()) return {};
  if (!std::equal(objects.begin(), objects.end(), variable.name)) return {};
  return {variable.name + objects.size(), variable.name_length - objects.size()};
}

ObjectHandler::ObjectHandler(const ObjectTree& tree, LiveSources sources)
    : tree_{tree}, sources_{sources}, registration_{std::make_unique<Registration>()} {
  auto* const handler = netsnmp_create_handler("lineman", Registration::handle);
  if (handler == nullptr) throw std::runtime_error{"no memory for the SNMP objects"};
  handler->myvoid = this;
  registration_->made = netsnmp_handler_registration_create(
      "lineman", handler, objects.data(), objects.size(), HANDLER_CAN_RWRITE | HANDLER_CAN_GETBULK);
  if (netsnmp_register_handler(registration_->made) != MIB_REGISTERED_OK) {
    throw std::runtime_error{"the SNMP library refuses the objects of LINEMAN-SIP-MIB"};
  }
}

ObjectHandler::~ObjectHandler() {
  netsnmp_unregister_handler(registration_->made);
}

std::optional<Missing> ObjectHandler::get(variable_list* variable) const {
  const auto cell = tree_.find(below_objects(*variable));
  if (!cell) return cell.error();
  put_value(variable, read(*cell));
  return std::nullopt;
}

bool ObjectHandler::get_next(variable_list* variable) const {
  const auto cell = tree_.next(below_objects(*variable));
  if (!cell) return false;
  put(*this, *cell, variable);
  return true;
}

SnmpValue ObjectHandler::read(const Cell& cell) const {
  switch (cell.column.what) {
    case Column::What::parameter: {
      const auto parameter = cell.parameter();
      return to_snmp(parameter.parameter(), sources_.configuration.values().get(parameter));
    }
    case Column::What::config_serial:
      return {Syntax::integer, sources_.configuration.config_serial()};
    case Column::What::live:
      break;
  }
  const auto& value = datamodel::group_of(cell.group).values[cell.column.row];
  return std::visit([&](const auto& reading) { return to_snmp(value.kind, reading); },
                    read_live(cell.group, cell.column.row, cell.index, sources_));
}

}  // namespace lineman::mibs
