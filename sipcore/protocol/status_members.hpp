// The members that states and counters have as JSON in both interfaces, org.lineman.SipCore1 and
// the agent's org.lineman.Control1. What only one of them has, it adds.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>

#include "datamodel/status.hpp"

namespace lineman::sipcore {

// How an interface spells what the two spell differently.
struct Spelling {
  boost::json::value (*time)(std::int64_t seconds);         // of Unix time; 0: never
  boost::json::value (*transport)(std::uint8_t transport);  // transport_type_labels
};

// state, registered, expires_at, targets.
void add_state(boost::json::object& object, const datamodel::ServerStatus& server,
               const Spelling& spelling);

// state, reason, mode, server, target, transport, since, registered_since, expires_at,
// last_failure.
void add_state(boost::json::object& object, const datamodel::AccountStatus& account,
               const Spelling& spelling);

// {name: value}; those of a method are called "name.METHOD".
boost::json::object counters_of(const datamodel::ServerStatus& server);
boost::json::object counters_of(const datamodel::AccountStatus& account);
boost::json::object counters_of(const datamodel::CoreStatus& core);
boost::json::object dns_counters_of(const datamodel::CoreStatus& core);

}  // namespace lineman::sipcore
