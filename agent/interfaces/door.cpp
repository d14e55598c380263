#include "agent/interfaces/configuration.hpp"

namespace lineman {

std::string_view to_string(Door door) {
  switch (door) {
    case Door::snmp:
      return "snmp";
    case Door::cwmp:
      return "cwmp";
    case Door::control:
      return "control";
    case Door::import:
      return "import";
    case Door::web:
      return "web";
    case Door::guard:
      return "guard";
    case Door::rollback:
      return "rollback";
    case Door::agent:
      return "agent";
  }
  return "unknown";
}

}  // namespace lineman
