#include "sipcore/protocol/messages.hpp"

namespace lineman::sipcore {

std::string_view to_string(Effect effect) {
  switch (effect) {
    case Effect::none:
      return "none";
    case Effect::refresh:
      return "refresh";
    case Effect::reregister:
      return "reregister";
    case Effect::rebind:
      return "rebind";
    case Effect::deferred:
      return "deferred";
    case Effect::restart:
      return "restart";
  }
  return "none";
}

std::string_view to_string(CallState state) {
  switch (state) {
    case CallState::dialing:
      return "dialing";
    case CallState::ringing:
      return "ringing";
    case CallState::established:
      return "established";
    case CallState::ending:
      return "ending";
  }
  return "ending";
}

std::string_view to_string(SubscriptionState state) {
  switch (state) {
    case SubscriptionState::pending:
      return "pending";
    case SubscriptionState::active:
      return "active";
    case SubscriptionState::ended:
      return "ended";
  }
  return "ended";
}

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid:
      return "Invalid";
    case ErrorCode::conflict:
      return "Conflict";
    case ErrorCode::busy:
      return "Busy";
    case ErrorCode::unknown_txn:
      return "UnknownTxn";
    case ErrorCode::lease_expired:
      return "LeaseExpired";
    case ErrorCode::unsupported:
      return "Unsupported";
    case ErrorCode::resource:
      return "Resource";
    case ErrorCode::no_call:
      return "NoCall";
    case ErrorCode::not_possible:
      return "NotPossible";
    case ErrorCode::not_connected:
      return "NotConnected";
    case ErrorCode::timed_out:
      return "TimedOut";
    case ErrorCode::protocol_error:
      return "ProtocolError";
  }
  return "ProtocolError";
}

}  // namespace lineman::sipcore
