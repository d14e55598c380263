// How the phone gets on with its ACS, in one line for people.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>

#include "ctl/document.hpp"

namespace lineman::ctl {

// Of the member `acs` of Status: "https://acs.example:7547: last session 12 s ago ok; next in 48
// s", "https://acs.example:7547: cannot be reached for 5 min (3 attempts): ...; next try in 12 s".
Cell acs_line(const boost::json::object& acs, std::int64_t now);

}  // namespace lineman::ctl
