#include "mibs/net_snmp/read_requests.hpp"

#include <stdexcept>

#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs {
namespace {

void get(const ReadableObjects& objects, netsnmp_request_info* request) {
  const auto missing = objects.get(request->requestvb);
  if (!missing) return;
  netsnmp_request_set_error(request,
                            *missing == Missing::object ? SNMP_NOSUCHOBJECT : SNMP_NOSUCHINSTANCE);
}

bool get_next(const ReadableObjects& objects, netsnmp_request_info* request) {
  if (request->inclusive != 0 && !objects.get(request->requestvb)) return true;
  return objects.get_next(request->requestvb);
}

// All repetitions at once; the library's own helper would come back for each of them.
void get_bulk(const ReadableObjects& objects, netsnmp_request_info* request) {
  while (get_next(objects, request)) {
    auto* const next = request->requestvb->next_variable;
    if (request->repeat <= 0 || next == nullptr) return;
    --request->repeat;
    snmp_set_var_objid(next, request->requestvb->name, request->requestvb->name_length);
    next->type = ASN_PRIV_RETRY;
    request->requestvb = next;
    request->inclusive = 0;
  }
}

int handle(netsnmp_mib_handler* handler, netsnmp_handler_registration* /*registration*/,
           netsnmp_agent_request_info* info, netsnmp_request_info* requests) noexcept {
  answer_reads(*static_cast<const ReadableObjects*>(handler->myvoid), *info, requests);
  return SNMP_ERR_NOERROR;
}

}  // namespace

void answer_reads(const ReadableObjects& objects, const netsnmp_agent_request_info& info,
                  netsnmp_request_info* requests) noexcept {
  for (auto* one = requests; one != nullptr; one = one->next) {
    switch (info.mode) {
      case MODE_GET:
        get(objects, one);
        break;
      case MODE_GETNEXT:
        get_next(objects, one);
        break;
      case MODE_GETBULK:
        get_bulk(objects, one);
        break;
      default:  // the library asks for nothing else of what may only be read
        break;
    }
  }
}

ReadRegistration::ReadRegistration(const std::string& name, const std::vector<Arc>& place,
                                   const ReadableObjects& objects) {
  auto* const handler = netsnmp_create_handler(name.c_str(), handle);
  if (handler == nullptr) throw std::runtime_error{"no memory for the SNMP objects"};
  handler->myvoid = const_cast<ReadableObjects*>(&objects);  // the library's pointer, ours to read
  made_ = netsnmp_handler_registration_create(name.c_str(), handler, place.data(), place.size(),
                                              HANDLER_CAN_RONLY | HANDLER_CAN_GETBULK);
  if (netsnmp_register_handler(made_) != MIB_REGISTERED_OK) {
    throw std::runtime_error{"the SNMP library refuses the objects of " + name};
  }
}

ReadRegistration::~ReadRegistration() {
  netsnmp_unregister_handler(made_);
}

}  // namespace lineman::mibs
