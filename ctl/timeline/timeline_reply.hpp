// A timeline for programs: what -f json and -f keyvalue print. Times are UTC, as in all replies.
#pragma once

#include <boost/json/object.hpp>

#include "ctl/document.hpp"
#include "ctl/timeline/timeline.hpp"

namespace lineman::ctl::timeline {

// {"version": 1, "from", "to", "source", "accounts": [{"account", "label", "seconds": {place: int},
// "intervals": [{"from", "to", "place", "target"}], "moves": [{"time", "kind", "detail"}]}]}
boost::json::object reply_of(const Timeline& timeline);

// The seconds of each account at each place.
Document view_of(const Timeline& timeline);

}  // namespace lineman::ctl::timeline
