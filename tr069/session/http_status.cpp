#include "tr069/session/http_status.hpp"

#include <string_view>

namespace lineman::cwmp {
namespace {

std::string_view words_of(unsigned status) {
  switch (status) {
    case 400:
      return "the ACS takes our message for a bad request";
    case 401:
    case 403:
      return "the ACS refuses our credentials";
    case 404:
      return "the ACS has nothing at its URL";
    case 405:
      return "the ACS takes no POST at its URL";
    case 407:
      return "the proxy refuses our credentials";
    case 408:
      return "the ACS waited too long for our message";
    case 413:
      return "our message is too large for the ACS";
    case 415:
      return "the ACS does not take our kind of message";
    case 500:
      return "the ACS has an internal error";
    case 502:
    case 504:
      return "a gateway before the ACS does not reach it";
    case 503:
      return "the ACS is overloaded or closed";
    default:
      return "the ACS answered with an unexpected status";
  }
}

}  // namespace

bool is_empty(const HttpReply& reply) {
  return reply.status == 204 || reply.body.find_first_not_of(" \t\r\n") == std::string::npos;
}

bool is_good_status(unsigned status) {
  return status == 200 || status == 202 || status == 204;
}

bool may_be_a_version_problem(unsigned status) {
  return status == 400 || status == 500;
}

std::string sentence_of_status(unsigned status) {
  return std::string{words_of(status)} + " (HTTP " + std::to_string(status) + ")";
}

FailureCause cause_of_status(unsigned status) {
  const bool refused = status == 401 || status == 403;
  return refused ? FailureCause::authentication : FailureCause::http_status;
}

}  // namespace lineman::cwmp
