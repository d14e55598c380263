#include "tr069/client_counters.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::AcsCounter;

AcsCounter counter_of(FailureCause cause) {
  switch (cause) {
    case FailureCause::contact:
      return AcsCounter::contact_failures;
    case FailureCause::tls:
      return AcsCounter::tls_failures;
    case FailureCause::authentication:
      return AcsCounter::authentication_failures;
    case FailureCause::http_status:
      return AcsCounter::http_failures;
    case FailureCause::time_out:
      return AcsCounter::timeouts;
    case FailureCause::protocol:
      break;
  }
  return AcsCounter::protocol_failures;
}

// An outcome counts in one of the three sums, and for its cause where it has one.
struct Counted {
  AcsCounter sum;
  AcsCounter cause;
};

Counted counters_of(RequestOutcome outcome) {
  const auto refused = [](AcsCounter cause) {
    return Counted{AcsCounter::requests_refused, cause};
  };
  switch (outcome) {
    case RequestOutcome::challenged:
    case RequestOutcome::accepted:
      return {AcsCounter::requests_accepted, AcsCounter::requests_accepted};
    case RequestOutcome::wrong_credentials:
      return refused(AcsCounter::refused_credentials);
    case RequestOutcome::wrong_path:
      return refused(AcsCounter::refused_path);
    case RequestOutcome::wrong_method:
      return refused(AcsCounter::refused_method);
    case RequestOutcome::malformed:
    case RequestOutcome::too_large:
    case RequestOutcome::wrong_version:
      return refused(AcsCounter::refused_malformed);
    case RequestOutcome::too_slow:
      return refused(AcsCounter::refused_slow);
    case RequestOutcome::no_session:
      return refused(AcsCounter::refused_no_session);
    case RequestOutcome::too_many:
      return {AcsCounter::requests_limited, AcsCounter::limited_rate};
    case RequestOutcome::too_many_connections:
      break;
  }
  return {AcsCounter::requests_limited, AcsCounter::limited_connections};
}

}  // namespace

ClientCounters::ClientCounters(std::int64_t now) {
  state_.started = now;
}

void ClientCounters::session_ended(const SessionResult& result, std::int64_t now) {
  state_.last_session = now;
  if (!result.ok) return session_failed(result, now);
  ++count(AcsCounter::sessions_succeeded);
  state_.last_success = now;
  state_.result = "ok";
  state_.unreachable = false;
  state_.failed_in_a_row = 0;
  state_.failing_since = 0;
}

void ClientCounters::session_failed(const SessionResult& result, std::int64_t now) {
  ++count(AcsCounter::sessions_failed);
  ++count(counter_of(result.cause));
  state_.last_failure = now;
  state_.result = state_.failure = result.sentence;
  state_.unreachable =
      result.cause == FailureCause::contact || result.cause == FailureCause::time_out;
  if (state_.failed_in_a_row++ == 0) state_.failing_since = now;
}

void ClientCounters::request(RequestOutcome outcome, bool in_session) {
  if (outcome == RequestOutcome::challenged) return;
  const auto [sum, cause] = counters_of(outcome);
  ++count(AcsCounter::connection_requests);
  ++count(sum);
  if (cause != sum) ++count(cause);
  if (outcome == RequestOutcome::accepted && in_session) {
    ++count(AcsCounter::requests_during_session);
  }
}

}  // namespace lineman::cwmp
