#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>

#include "ctl/doctor/doors_check.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/program_output.hpp"
#include "sipcore/message/target.hpp"

namespace lineman::ctl::doctor {
namespace {

using All = std::vector<Listener>;

constexpr std::chrono::seconds patience{2};

// "udp6:[::]:161" is UDP at "[::]:161"; without such a word SNMP means UDP, and all others TCP.
struct Endpoint {
  bool udp;
  std::string place;
};

Endpoint endpoint_of(const std::string& door, const std::string& address) {
  for (const std::string_view word : {"udp:", "udp6:"}) {
    if (address.starts_with(word)) return {true, address.substr(word.size())};
  }
  for (const std::string_view word : {"tcp:", "tcp6:"}) {
    if (address.starts_with(word)) return {false, address.substr(word.size())};
  }
  return {door == "snmp", address};
}

All holders_of(const All& all, bool udp, const std::string& place, std::uint16_t usual_port) {
  const auto target = sipcore::parse_target(place, usual_port);
  if (!target) return {};
  return at(all, udp, sipcore::to_string(target->address), target->port);
}

DoorFacts door_of(const boost::json::object& status, const All& all) {
  DoorFacts door{.door = text_of(status, "door"),
                 .address = text_of(status, "address"),
                 .open = flag_of(status, "open"),
                 .problem = text_of(status, "problem")};
  const auto taken = std::generic_category().message(EADDRINUSE);
  if (door.problem.find(taken) == std::string::npos) return door;
  const auto endpoint = endpoint_of(door.door, door.address);
  auto holders = holders_of(all, endpoint.udp, endpoint.place, 0);
  if (!holders.empty()) door.holder = std::move(holders.front());
  return door;
}

void look_at_sip(const daemon::Settings& settings, std::uint16_t listen_port, const All& all,
                 DoorsFacts& facts) {
  if (std::ranges::find(all, core_program, &Listener::program) == all.end()) return;
  for (const auto& address : settings.words("sip.bind")) {
    const auto target = sipcore::parse_target(address, listen_port);
    if (!target || target->port == 0) continue;
    for (const bool udp : {true, false}) {
      facts.sip.push_back({.setting = "sip.bind",
                           .address = to_string(*target),
                           .udp = udp,
                           .holders = holders_of(all, udp, address, listen_port)});
    }
  }
}

// While this unit listens, web.listen does not count.
bool systemd_listens_for_page() {
  return output_of({"systemctl", "is-active", "--quiet", "lineman-web.socket"}, patience)
      .has_value();
}

void look_at_page(const daemon::Settings& settings, const All& all, DoorsFacts& facts) {
  const auto places = settings.words("web.listen");
  if (places.empty() || systemd_listens_for_page()) return;
  for (const auto& address : places) {
    facts.page.push_back({.setting = "web.listen",
                          .address = address,
                          .holders = holders_of(all, false, address, 0)});
  }
}

}  // namespace

DoorsFacts look_at_doors(const boost::json::object& status, const daemon::Settings& settings,
                         std::uint16_t listen_port) {
  const auto all = listeners();
  DoorsFacts facts{.known = !status.empty()};
  for_each_object(array_of(status, "doors"), [&](const boost::json::object& door) {
    facts.doors.push_back(door_of(door, all));
  });
  const auto& core = object_of(status, "sipcore");
  if (flag_of(core, "connected") && number_of(core, "generation") != 0)
    look_at_sip(settings, listen_port, all, facts);
  look_at_page(settings, all, facts);
  return facts;
}

}  // namespace lineman::ctl::doctor
