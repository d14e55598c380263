#include "tr069/codec/messages.hpp"

#include <algorithm>
#include <array>

namespace lineman::cwmp {
namespace {

struct Method {
  std::string_view name;
  Namespace since = Namespace::cwmp_1_0;  // the first that has it
};

constexpr std::array methods{Method{"GetRPCMethods"},
                             Method{"SetParameterValues"},
                             Method{"GetParameterValues"},
                             Method{"GetParameterNames"},
                             Method{"SetParameterAttributes"},
                             Method{"GetParameterAttributes"},
                             Method{"AddObject"},
                             Method{"DeleteObject"},
                             Method{"Reboot"},
                             Method{"FactoryReset"},
                             Method{"Download"},
                             Method{"Upload"},
                             Method{"ScheduleInform"},
                             Method{"CancelTransfer", Namespace::cwmp_1_2},
                             Method{"GetAllQueuedTransfers", Namespace::cwmp_1_1},
                             Method{"ScheduleDownload", Namespace::cwmp_1_2}};

// The alternatives of Request that are RPCs of ours come first, in the order of `methods`.
static_assert(std::variant_size_v<Request> == methods.size() + 2);

}  // namespace

bool is_client_fault(FaultCode code) {
  switch (code) {
    case FaultCode::method_not_supported:
    case FaultCode::request_denied:
    case FaultCode::internal_error:
    case FaultCode::resources_exceeded:
    case FaultCode::notification_rejected:
    case FaultCode::download_failure:
    case FaultCode::upload_failure:
    case FaultCode::file_authentication_failure:
    case FaultCode::unsupported_protocol:
    case FaultCode::cannot_join_multicast:
    case FaultCode::cannot_contact_server:
    case FaultCode::cannot_access_file:
    case FaultCode::cannot_complete_download:
    case FaultCode::file_corrupted:
    case FaultCode::file_not_authentic:
    case FaultCode::outside_time_windows:
      return false;
    case FaultCode::invalid_arguments:
    case FaultCode::invalid_parameter_name:
    case FaultCode::invalid_parameter_type:
    case FaultCode::invalid_parameter_value:
    case FaultCode::not_writable:
    case FaultCode::cancel_not_permitted:
      return true;
  }
  return false;
}

std::string_view to_string(ValueType type) {
  switch (type) {
    case ValueType::string:
      return "xsd:string";
    case ValueType::int_:
      return "xsd:int";
    case ValueType::unsigned_int:
      return "xsd:unsignedInt";
    case ValueType::unsigned_long:
      return "xsd:unsignedLong";
    case ValueType::boolean:
      return "xsd:boolean";
    case ValueType::date_time:
      return "xsd:dateTime";
  }
  return "xsd:string";
}

std::string_view to_string(Namespace which) {
  switch (which) {
    case Namespace::cwmp_1_0:
      return "urn:dslforum-org:cwmp-1-0";
    case Namespace::cwmp_1_1:
      return "urn:dslforum-org:cwmp-1-1";
    case Namespace::cwmp_1_2:
      return "urn:dslforum-org:cwmp-1-2";
    case Namespace::cwmp_1_3:
      return "urn:dslforum-org:cwmp-1-3";
    case Namespace::cwmp_1_4:
      return "urn:dslforum-org:cwmp-1-4";
  }
  return "urn:dslforum-org:cwmp-1-2";
}

std::vector<std::string> supported_methods(Namespace cwmp) {
  std::vector<std::string> names;
  for (const auto& method : methods) {
    if (method.since <= cwmp) names.emplace_back(method.name);
  }
  return names;
}

bool is_supported(std::string_view method, Namespace cwmp) {
  return std::any_of(methods.begin(), methods.end(),
                     [&](const Method& one) { return one.name == method && one.since <= cwmp; });
}

std::string_view name_of(const Request& request) {
  if (const auto* unknown = std::get_if<UnknownRequest>(&request)) return unknown->name;
  if (const auto* bad = std::get_if<BadRequest>(&request)) return bad->name;
  return methods.at(request.index()).name;
}

std::string_view name_of(const OwnRequest& request) {
  return std::holds_alternative<TransferComplete>(request) ? "TransferComplete" : "GetRPCMethods";
}

}  // namespace lineman::cwmp
