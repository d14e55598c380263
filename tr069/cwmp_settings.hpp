// What the ACS door is told at its start.
#pragma once

#include <string>
#include <vector>

#include "tr069/codec/messages.hpp"
#include "tr069/transport/http_client.hpp"

namespace lineman::cwmp {

struct CwmpSettings {
  HttpSettings http{};
  std::vector<std::string> listen{};  // for connection requests: "0.0.0.0:7547", "[::]:7547"
  // Sockets that listen for them already, in the place of `listen`; they are taken over.
  std::vector<int> inherited{};

  DeviceId device{};
  std::string model_name{};
  std::string hardware_version{};
  std::string software_version{};

  std::string boot_id{};    // another one after each start of the phone
  bool can_reboot = false;  // whether the Reboot hook restarts anything
};

}  // namespace lineman::cwmp
