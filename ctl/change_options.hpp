// The options of every verb that changes the configuration.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "ctl/command_line.hpp"

namespace lineman::ctl {

inline constexpr Option dry_run_option{"--dry-run", "",
                                       "has everything checked, and changes nothing"};
inline constexpr Option offline_option{"--offline", "", "commits even while the SIP core is away"};
inline constexpr Option guard_option{
    "--guard", "SECONDS",
    "takes the change back unless the accounts register again within this time"};
inline constexpr Option wait_option{
    "--wait", "", "waits until the guard has decided; exit code 1 where it was taken back"};

// Puts what the command line has of these into the parameters of a call. Returns what is wrong with
// it: a sentence without a full stop.
std::optional<std::string> add_change_options(const CommandLine& line,
                                              boost::json::object& parameters);

}  // namespace lineman::ctl
