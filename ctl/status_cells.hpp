// What the members of a status look like to people, wherever they are shown. `now` is in seconds
// since the epoch.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ctl/document.hpp"

namespace lineman::ctl {

// How good the state of an account or of a target is.
Tone tone_of_state(std::string_view state);

Cell state_cell(const boost::json::object& from);  // its member `state`
Cell number_cell(const boost::json::object& from, std::string_view name);
Cell flag_cell(const boost::json::object& from, std::string_view name);
Cell since_cell(const boost::json::object& from, std::string_view name, std::int64_t now);
Cell until_cell(const boost::json::object& from, std::string_view name, std::int64_t now);
// The same for tables, in few columns.
Cell brief_since_cell(const boost::json::object& from, std::string_view name, std::int64_t now);
Cell brief_until_cell(const boost::json::object& from, std::string_view name, std::int64_t now);

// Where an account is registered: "UDP 127.0.0.1:5060".
Cell target_cell(const boost::json::object& account);
// The same for tables, in few columns: UDP, as nearly always, is not named.
Cell brief_target_cell(const boost::json::object& account);
// "1 failover": the server that has control, and how it came to it.
Cell server_cell(const boost::json::object& account);
// Failovers, for people all moves between servers and their targets.
Cell moves_cell(const boost::json::object& account);

std::string failure_text(const boost::json::object& failure, std::int64_t now);

// What a person has to know of an account that is not registered; empty where there is nothing.
std::string trouble_of(const boost::json::object& account, std::int64_t now);

// "generation 41", and what the SIP core runs where that is another one.
Cell generation_cell(const boost::json::object& status);
Cell core_cell(const boost::json::object& status);

// "generation 41 is taken back in 4 min unless accounts 1 and 3 register".
Cell guard_cell(const boost::json::object& guard);

// "Accounts 4 to 16 are disabled."
std::string disabled_note(const std::vector<std::uint64_t>& accounts);

// "1", "1 and 3", "1, 3 and 5 to 8".
std::string numbers_text(const std::vector<std::uint64_t>& ascending);

}  // namespace lineman::ctl
