// How a door to the agent is doing.
#pragma once

#include <string>

namespace lineman {

// One listening address of a management protocol.
struct DoorState {
  std::string door;     // "snmp", "cwmp", "control"
  std::string address;  // as in the settings: "udp:127.0.0.1:161"
  bool open = false;
  std::string problem{};  // why it is not open, in the words of the system; empty where it is open
                          // or shall be closed
};

}  // namespace lineman
