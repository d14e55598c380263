#include "sipcore/registration/cause.hpp"

namespace lineman::sipcore {

std::string_view to_string(Cause cause) {
  switch (cause) {
    case Cause::timeout:
      return "timeout";
    case Cause::icmp:
      return "icmp";
    case Cause::connect:
      return "connect";
    case Cause::tls:
      return "tls";
    case Cause::send:
      return "send";
    case Cause::keepalive:
      return "keepalive";
    case Cause::unavailable:
      return "unavailable";
    case Cause::dns:
      return "dns";
    case Cause::authentication:
      return "authentication";
    case Cause::rejected:
      return "rejected";
    case Cause::response:
      return "response";
  }
  return "response";
}

Cause cause_of(TransportFailure failure) {
  switch (failure) {
    case TransportFailure::icmp:
      return Cause::icmp;
    case TransportFailure::connect:
      return Cause::connect;
    case TransportFailure::tls:
      return Cause::tls;
    case TransportFailure::send:
      return Cause::send;
  }
  return Cause::send;
}

}  // namespace lineman::sipcore
