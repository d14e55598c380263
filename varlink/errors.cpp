#include "varlink/errors.hpp"

namespace lineman::varlink {
namespace {

Reply error(std::string_view name, Object parameters) {
  return {.parameters = std::move(parameters), .error = std::string(name)};
}

}  // namespace

Reply interface_not_found(std::string_view interface) {
  return error(interface_not_found_error, {{"interface", interface}});
}

Reply method_not_found(std::string_view method) {
  return error(method_not_found_error, {{"method", method}});
}

Reply method_not_implemented(std::string_view method) {
  return error(method_not_implemented_error, {{"method", method}});
}

Reply invalid_parameter(std::string_view parameter, std::string_view reason) {
  return error(invalid_parameter_error, {{"parameter", parameter}, {"reason", reason}});
}

Reply permission_denied() {
  return error(permission_denied_error, {});
}

Reply expected_more() {
  return error(expected_more_error, {});
}

Reply bad_message(std::string_view reason) {
  return error(bad_message_error, {{"reason", reason}});
}

Reply too_many_connections() {
  return error(too_many_connections_error, {});
}

}  // namespace lineman::varlink
