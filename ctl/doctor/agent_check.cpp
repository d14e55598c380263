#include "ctl/doctor/agent_check.hpp"

#include "ctl/json_reading.hpp"

namespace lineman::ctl::doctor {
namespace {

// Why it does not run, as far as somebody knows.
std::string reason_of(const AgentFacts& facts) {
  std::string reason;
  if (!facts.unit_state.empty()) reason = "; systemd says " + facts.unit_state;
  if (!facts.last_words.empty()) reason += "; its last words: " + facts.last_words;
  return reason;
}

// A process that holds the lock is an agent, whatever it does; so is who takes the connection,
// where it is not systemd that keeps the socket for a service that does not run.
bool is_there(const AgentFacts& facts) {
  return facts.lock_holder || (facts.reach == Reach::silent && facts.unit_state.empty());
}

Finding unanswered(const AgentFacts& facts) {
  if (!is_there(facts)) {
    return {.id = FindingId::agent_not_running,
            .what = facts.sentence + reason_of(facts),
            .where = facts.socket};
  }
  const auto who = facts.lock_holder ? "process " + std::to_string(*facts.lock_holder) +
                                           " holds the state directory; "
                                     : std::string{};
  return {
      .id = FindingId::agent_not_answering, .what = who + facts.sentence, .where = facts.socket};
}

void judge_core(const boost::json::object& status, Result& result) {
  const auto& core = object_of(status, "sipcore");
  const auto stored = number_of(status, "generation");
  const auto runs = number_of(core, "generation");
  if (!flag_of(core, "connected")) {
    result.findings.push_back({.id = FindingId::core_away,
                               .what = "the agent runs alone: no SIP core is connected with it",
                               .where = "the SIP core's socket"});
  } else if (runs != stored) {
    result.findings.push_back({.id = FindingId::core_behind,
                               .what = "generation " + std::to_string(stored) +
                                       " is stored, and the SIP core runs " + std::to_string(runs),
                               .where = "the SIP core"});
  }
}

}  // namespace

Result judge_agent(const AgentFacts& facts) {
  Result result{.check = "agent"};
  switch (facts.reach) {
    case Reach::answers:
      result.summary =
          "answers; generation " + std::to_string(number_of(facts.status, "generation"));
      judge_core(facts.status, result);
      return result;
    case Reach::forbidden:
      result.summary = "there; it does not answer this user";
      result.unchecked.push_back({"what the agent knows: accounts, doors, ACS, names",
                                  "it takes root or a member of control.group"});
      return result;
    case Reach::not_there:
    case Reach::silent:
      break;
  }
  result.summary = facts.reach == Reach::silent ? "does not answer" : "nobody answers";
  result.findings.push_back(unanswered(facts));
  return result;
}

}  // namespace lineman::ctl::doctor
