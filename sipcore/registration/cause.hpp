// Why a request came to nothing, and what that means for the next target.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sipcore/network/transport.hpp"

namespace lineman::sipcore {

// All up to `unavailable` let another target of the same server be tried.
enum class Cause : std::uint8_t {
  timeout,
  icmp,
  connect,      // a connection was refused or lost
  tls,          // the handshake or the certificate
  send,         // the message could not leave
  keepalive,    // not answered
  unavailable,  // 503
  dns,          // the name has no address; no target at all
  authentication,
  rejected,  // 403, 404
  response,  // any other final response, or a 200 without our Contact
};

// Whether the next target of the server is worth a try.
constexpr bool lets_fail_over(Cause cause) {
  return cause <= Cause::unavailable;
}
// Whether a response decided.
constexpr bool by_response(Cause cause) {
  return cause == Cause::unavailable || cause >= Cause::authentication;
}
std::string_view to_string(Cause cause);
Cause cause_of(TransportFailure failure);

struct AttemptFailure {
  Cause cause = Cause::timeout;
  unsigned code = 0;  // SIP status; 0: no response
  std::string reason{};
  std::optional<std::chrono::seconds> retry_after{};
};

// Successive registration: whether server 2 has its turn after server 1. Without a response it has;
// a response counts `with_reg_fail` (redundancy_with_reg_fail.enable), but not 423, which is about
// what was asked for.
inline bool lets_fall_back(const AttemptFailure& failure, bool with_reg_fail) {
  return !by_response(failure.cause) || (with_reg_fail && failure.code != 423);
}

}  // namespace lineman::sipcore
