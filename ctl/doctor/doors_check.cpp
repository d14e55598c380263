#include "ctl/doctor/doors_check.hpp"

#include <algorithm>

namespace lineman::ctl::doctor {
namespace {

void judge_door(const DoorFacts& door, Result& result) {
  if (door.open || door.problem.empty()) return;
  const auto where = door.door + ' ' + door.address;
  if (!door.holder) {
    result.findings.push_back({.id = FindingId::door_closed, .what = door.problem, .where = where});
    return;
  }
  result.findings.push_back(
      {.id = FindingId::port_taken,
       .what = "port " + std::to_string(door.holder->port) + " is held by " + name_of(*door.holder),
       .where = where,
       .command = "ss -lptun sport = :" + std::to_string(door.holder->port)});
}

bool is_core(const Listener& listener) {
  return listener.program == core_program;
}

// One that may be the core's, for what this user can see.
bool may_be_core(const Listener& listener) {
  return listener.program.empty() || is_core(listener);
}

bool is_taken(const ListeningFacts& place) {
  return !place.holders.empty() && std::ranges::none_of(place.holders, may_be_core);
}

// The core has one port for both transports: where one is taken it leaves the other too.
bool is_left(const ListeningFacts& place, const std::vector<ListeningFacts>& all) {
  return std::ranges::any_of(all, [&](const ListeningFacts& other) {
    return other.address == place.address && is_taken(other);
  });
}

void judge_sip(const ListeningFacts& place, const std::vector<ListeningFacts>& all,
               Result& result) {
  const auto where = place.setting + ' ' + (place.udp ? "udp " : "tcp ") + place.address;
  if (place.holders.empty()) {
    if (is_left(place, all)) return;
    result.findings.push_back({.id = FindingId::sip_not_listening,
                               .what = "nobody listens at " + place.address,
                               .where = where});
  } else if (is_taken(place)) {
    const auto& holder = place.holders.front();
    result.findings.push_back(
        {.id = FindingId::sip_port_taken,
         .what = "port " + std::to_string(holder.port) + " is held by " + name_of(holder),
         .where = where,
         .command = "ss -lptun sport = :" + std::to_string(holder.port)});
  } else if (std::ranges::none_of(place.holders, is_core)) {
    result.unchecked.push_back({"whether the SIP core has " + place.address,
                                "it takes root or its user to see whose the port is"});
  }
}

}  // namespace

Result judge_doors(const DoorsFacts& facts) {
  Result result{.check = "doors"};
  const auto open = std::ranges::count_if(facts.doors, &DoorFacts::open);
  result.summary = facts.known ? std::to_string(open) + " open" : "not known without the agent";
  for (const auto& door : facts.doors) judge_door(door, result);
  for (const auto& place : facts.sip) judge_sip(place, facts.sip, result);
  for (const auto& place : facts.page) {
    if (!place.holders.empty()) continue;
    result.findings.push_back({.id = FindingId::page_not_listening,
                               .what = "nobody listens at " + place.address,
                               .where = place.setting});
  }
  if (!facts.known)
    result.unchecked.push_back({"the doors of the agent", "it does not say how they are"});
  return result;
}

}  // namespace lineman::ctl::doctor
