// The errors that varlink itself defines (org.varlink.service), as replies, and those that concern
// the connection.
#pragma once

#include <string_view>

#include "varlink/message.hpp"

namespace lineman::varlink {

inline constexpr std::string_view service_interface = "org.varlink.service";
inline constexpr std::string_view interface_not_found_error =
    "org.varlink.service.InterfaceNotFound";
inline constexpr std::string_view method_not_found_error = "org.varlink.service.MethodNotFound";
inline constexpr std::string_view method_not_implemented_error =
    "org.varlink.service.MethodNotImplemented";
inline constexpr std::string_view invalid_parameter_error = "org.varlink.service.InvalidParameter";
inline constexpr std::string_view permission_denied_error = "org.varlink.service.PermissionDenied";
inline constexpr std::string_view expected_more_error = "org.varlink.service.ExpectedMore";
// Not varlink's: the connection is closed after either.
inline constexpr std::string_view bad_message_error = "org.lineman.Connection.BadMessage";
inline constexpr std::string_view too_many_connections_error =
    "org.lineman.Connection.TooManyConnections";

Reply interface_not_found(std::string_view interface);
Reply method_not_found(std::string_view method);
Reply method_not_implemented(std::string_view method);
// `reason` is a sentence that says what would be right; it quotes no value.
Reply invalid_parameter(std::string_view parameter, std::string_view reason);
Reply permission_denied();
Reply expected_more();
Reply bad_message(std::string_view reason);
Reply too_many_connections();

}  // namespace lineman::varlink
