// Responses of AgentX (RFC 2741, 6.2.16).
#pragma once

#include <cstdint>
#include <string>

#include "mibs/agentx/pdu_writer.hpp"
#include "mibs/objects/snmp_error.hpp"

namespace lineman::mibs::agentx {

// What AgentX has besides the errors of SNMP.
enum class ResponseError : std::uint16_t {
  none = 0,
  open_failed = 256,
  not_open = 257,
  unsupported_context = 262,
  duplicate_registration = 263,
  parse_error = 266,
  request_denied = 267,
  processing_error = 268,
};

// "it refuses the request (requestDenied)"; a number where it is one that we do not know.
std::string words_of(std::uint16_t error);

// The beginning of the response to a message; variables may follow. `index` counts from 1.
PduWriter begin_response(const Header& request, std::uint16_t error = 0, std::size_t index = 0);

std::string error_response(const Header& request, ResponseError error);
std::string error_response(const Header& request, SnmpError error, std::size_t index);

}  // namespace lineman::mibs::agentx
