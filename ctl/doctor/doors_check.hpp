// Are the doors open that shall be, and if not, who has their ports?
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ctl/doctor/finding.hpp"
#include "ctl/doctor/listeners.hpp"
#include "daemon/settings.hpp"

namespace lineman::ctl::doctor {

// A listening address of the agent, as its status tells.
struct DoorFacts {
  std::string door{};     // "snmp"
  std::string address{};  // "udp:127.0.0.1:161"
  bool open = false;
  std::string problem{};
  std::optional<Listener> holder{};  // who has its port, where that is the problem
};

// A place where the SIP core or the phone's own page has to listen.
struct ListeningFacts {
  std::string setting{};  // "sip.bind"
  std::string address{};  // "0.0.0.0:5060"
  bool udp = false;
  std::vector<Listener> holders{};
};

struct DoorsFacts {
  bool known = false;  // what follows of the agent's doors
  std::vector<DoorFacts> doors{};
  // Places of the SIP core; none where it does not run, or is not lineman-sipcored, whose sockets
  // nobody here knows.
  std::vector<ListeningFacts> sip{};
  std::vector<ListeningFacts> page{};
};

// The program's name as the kernel cuts it (proc(5), comm).
inline constexpr std::string_view core_program = "lineman-sipcore";

// Pure.
Result judge_doors(const DoorsFacts& facts);

// `status`: the agent's reply, empty where there is none; `listen_port`: sip.listen_port.
DoorsFacts look_at_doors(const boost::json::object& status, const daemon::Settings& settings,
                         std::uint16_t listen_port);

}  // namespace lineman::ctl::doctor
