// lineman-agentd: the management agent.
#include "agent/agent.hpp"
#include "agent/check.hpp"
#include "daemon/program.hpp"

int main(int count, char** arguments) {
  using namespace lineman;
  return daemon::run({.program = {.name = "lineman-agentd",
                                  .summary = "The management agent of a SIP desk phone",
                                  .has_state_dir = true},
                      .check = agent::check,
                      .start = agent::start},
                     count, arguments);
}
