#include "varlink/service.hpp"

#include <boost/json/array.hpp>

#include "varlink/errors.hpp"

namespace lineman::varlink {
namespace {

constexpr std::string_view service_description = R"(# What every varlink service says of itself.
interface org.varlink.service

# Who made the service, and the interfaces it has.
method GetInfo() -> (vendor: string, product: string, version: string, url: string, interfaces: []string)

# The text of an interface's file.
method GetInterfaceDescription(interface: string) -> (description: string)

error InterfaceNotFound (interface: string)
error MethodNotFound (method: string)
error MethodNotImplemented (method: string)
error InvalidParameter (parameter: string)
error PermissionDenied ()
error ExpectedMore ()
)";

Reply information_reply(const Information& information, std::span<const Interface> interfaces) {
  boost::json::array names{service_interface};
  for (const auto& interface : interfaces) names.emplace_back(interface.name);
  return {.parameters = {{"vendor", information.vendor},
                         {"product", information.product},
                         {"version", information.version},
                         {"url", information.url},
                         {"interfaces", std::move(names)}}};
}

Reply description_reply(const Call& call, std::span<const Interface> interfaces) {
  const auto* name = call.parameters.if_contains("interface");
  if (name == nullptr || !name->is_string()) {
    return invalid_parameter("interface", "is the name of an interface");
  }
  const std::string_view wanted = name->get_string();
  if (wanted == service_interface) {
    return {.parameters = {{"description", service_description}}};
  }
  for (const auto& interface : interfaces) {
    if (interface.name == wanted) {
      return {.parameters = {{"description", interface.description}}};
    }
  }
  return interface_not_found(wanted);
}

}  // namespace

Reply answer_for_service(const Call& call, const Information& information,
                         std::span<const Interface> interfaces) {
  if (call.interface() != service_interface) return interface_not_found(call.interface());
  if (call.member() == "GetInfo") return information_reply(information, interfaces);
  if (call.member() == "GetInterfaceDescription") return description_reply(call, interfaces);
  return method_not_found(call.method);
}

}  // namespace lineman::varlink
