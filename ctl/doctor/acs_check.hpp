// Do sessions with the ACS succeed, and if not, what stands in the way?
#pragma once

#include <boost/json/object.hpp>

#include "ctl/doctor/connection_look.hpp"
#include "ctl/doctor/finding.hpp"
#include "ctl/doctor/parameter_values.hpp"
#include "daemon/settings.hpp"

namespace lineman::ctl::doctor {

struct AcsFacts {
  boost::json::object status{};  // the agent's reply; empty: nothing is known
  bool wanted = false;           // static.managementserver.enable
  ConnectionFacts connection{};  // not tried where sessions succeed, or by way of a proxy
};

// Pure.
Result judge_acs(const AcsFacts& facts);

// Connects, without a word, where the last session failed.
AcsFacts look_at_acs(const boost::json::object& status, const ParameterValues& values,
                     const daemon::Settings& settings);

// A URL's host and port; false where it is none of http and https.
bool read_url(std::string_view url, Destination& destination);

}  // namespace lineman::ctl::doctor
