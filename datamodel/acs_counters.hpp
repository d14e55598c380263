// What the ACS door counts of itself, with the names that JSON, the MIB and the TR-069 model give
// it. 64 bits, from the start of the management agent on.
#pragma once

#include "datamodel/counters.hpp"

namespace lineman::datamodel {

enum class AcsCounter : std::uint8_t {
  sessions,
  sessions_succeeded,
  sessions_failed,
  contact_failures,
  tls_failures,
  authentication_failures,
  http_failures,
  timeouts,
  protocol_failures,
  informs,
  connection_requests,
  requests_accepted,
  requests_during_session,
  requests_refused,
  refused_credentials,
  refused_path,
  refused_method,
  refused_malformed,
  refused_slow,
  refused_no_session,
  requests_limited,
  limited_rate,
  limited_connections,
};

// Always true: sessionsFailed is the sum of its six causes, requestsRefused and requestsLimited are
// those of theirs, and connectionRequests = requestsAccepted + requestsRefused + requestsLimited. A
// challenge is none of them: it is a part of the request that answers it.
inline constexpr CounterRow acs_counters[] = {
    {"sessions", 20, "Sessions with the ACS that began"},
    {"sessionsSucceeded", 21, "Sessions that came to their proper end"},
    {"sessionsFailed", 22, "Sessions that failed"},
    {"contactFailures", 23,
     "Sessions that failed because the ACS's name did not resolve, or there was no connection or a "
     "connection was lost"},
    {"tlsFailures", 24,
     "Sessions that failed because of the TLS handshake or the ACS's certificate"},
    {"authenticationFailures", 25, "Sessions that failed because the ACS refused our credentials"},
    {"httpFailures", 26, "Sessions that failed because of another HTTP status of the ACS"},
    {"timeouts", 27, "Sessions that failed because the ACS did not answer in time"},
    {"protocolFailures", 28,
     "Sessions that failed because of what the ACS said: no HTTP, no SOAP, or a fault"},
    {"informs", 29, "Inform messages sent, each repetition in a session counted"},
    {"connectionRequests", 30, "Connection requests received, without those that were challenged"},
    {"requestsAccepted", 31, "Of these, connection requests accepted"},
    {"requestsDuringSession", 32,
     "Of the accepted ones, those that came during a session: one more session follows it"},
    {"requestsRefused", 33, "Connection requests refused for what they are"},
    {"refusedCredentials", 34, "Of these, because of their credentials"},
    {"refusedPath", 35, "Of these, because of their path"},
    {"refusedMethod", 36, "Of these, because of their method"},
    {"refusedMalformed", 37, "Of these, because they were no HTTP request or too large"},
    {"refusedSlow", 38, "Of these, because they were not complete in time"},
    {"refusedNoSession", 39, "Of these, because no session could be had"},
    {"requestsLimited", 40, "Connection requests refused because there were too many"},
    {"limitedRate", 41, "Of these, because of their rate"},
    {"limitedConnections", 42, "Of these, because too many connections were open"},
};

using AcsCounters = CounterSet<AcsCounter, std::size(acs_counters)>;

static_assert(std::size(acs_counters) ==
                  static_cast<std::size_t>(AcsCounter::limited_connections) + 1,
              "each counter of the ACS door has one row");

}  // namespace lineman::datamodel
