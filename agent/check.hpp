// `--check`: what the agent would say of its settings and its store, without starting.
#pragma once

#include "daemon/settings.hpp"

namespace lineman::agent {

// Prints each problem as a line to standard error and gives the exit code. Changes nothing.
int check(const daemon::Options& options, const daemon::Settings& settings);

}  // namespace lineman::agent
