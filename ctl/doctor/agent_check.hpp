// Does the agent run, and does it have its SIP core?
#pragma once

#include <sys/types.h>

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "ctl/doctor/finding.hpp"
#include "daemon/options.hpp"

namespace lineman::ctl::doctor {

enum class Reach : std::uint8_t {
  answers,
  not_there,  // no socket, or nobody behind it
  forbidden,  // this user may not ask
  silent,     // somebody is there and does not answer as he should
};

struct AgentFacts {
  Reach reach = Reach::not_there;
  std::string socket{};
  std::string sentence{};              // why it does not answer, without a full stop
  boost::json::object status{};        // its reply to Status; empty without
  std::optional<pid_t> lock_holder{};  // who holds the state directory's lock
  std::string unit_state{};            // "failed (exit-code)", as systemd says; empty: unknown
  std::string last_words{};            // the journal's last line of the agent; empty: unknown
};

// Pure.
Result judge_agent(const AgentFacts& facts);

// Takes at most some seconds.
AgentFacts look_at_agent(const daemon::Options& options);

}  // namespace lineman::ctl::doctor
