#include "mibs/agentx/response.hpp"

namespace lineman::mibs::agentx {

std::string words_of(std::uint16_t error) {
  switch (static_cast<ResponseError>(error)) {
    case ResponseError::open_failed:
      return "it opens no session (openFailed)";
    case ResponseError::not_open:
      return "it does not know the session any more (notOpen)";
    case ResponseError::unsupported_context:
      return "it knows no default context (unsupportedContext)";
    case ResponseError::duplicate_registration:
      return "another subagent has the objects (duplicateRegistration)";
    case ResponseError::parse_error:
      return "it does not understand what is sent (parseError)";
    case ResponseError::request_denied:
      return "it refuses the request (requestDenied)";
    default:
      return "it answers with the error " + std::to_string(error);
  }
}

PduWriter begin_response(const Header& request, std::uint16_t error, std::size_t index) {
  auto header = request;
  header.type = PduType::response;
  PduWriter writer{header};
  writer.number32(0);  // sysUpTime is the master agent's
  writer.number16(error);
  writer.number16(static_cast<std::uint16_t>(index));
  return writer;
}

std::string error_response(const Header& request, ResponseError error) {
  return begin_response(request, static_cast<std::uint16_t>(error)).finish();
}

std::string error_response(const Header& request, SnmpError error, std::size_t index) {
  return begin_response(request, static_cast<std::uint16_t>(error), index).finish();
}

}  // namespace lineman::mibs::agentx
