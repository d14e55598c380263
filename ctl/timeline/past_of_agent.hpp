// The past as the running agent knows it.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>

#include "ctl/timeline/past.hpp"

namespace lineman::ctl::timeline {

// `events` and `status`: the replies of Events and then Status (org.lineman.Control1). `now` and
// `booted`, when the machine started, are in seconds since the epoch: what an account says to have
// been so since before that was written down by a clock that was not set yet.
Past past_of_agent(const boost::json::object& events, const boost::json::object& status,
                   std::int64_t now, std::int64_t booted);

}  // namespace lineman::ctl::timeline
