// Is each account registered where it belongs, and if not, why?
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <vector>

#include "ctl/doctor/connection_look.hpp"
#include "ctl/doctor/finding.hpp"
#include "ctl/doctor/parameter_values.hpp"
#include "daemon/settings.hpp"

namespace lineman::ctl::doctor {

// What was found at an account's servers that the SIP core calls down.
struct ProbedServer {
  unsigned account = 0;
  unsigned server = 0;
  ConnectionFacts connection{};
};

struct AccountsFacts {
  boost::json::object status{};  // the agent's reply; empty: nothing is known
  std::vector<ProbedServer> probed{};
};

// Pure.
Result judge_accounts(const AccountsFacts& facts);

// Connects, without a word, with such servers over TCP and TLS; over UDP there is nothing to see.
std::vector<ProbedServer> look_at_registrars(const boost::json::object& status,
                                             const ParameterValues& values,
                                             const daemon::Settings& settings);

}  // namespace lineman::ctl::doctor
