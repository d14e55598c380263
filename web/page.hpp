// The program: what runs on its loop, and what is checked without running.
#pragma once

#include "daemon/program.hpp"

namespace lineman::web {

// Throws std::runtime_error with a sentence where the page cannot be served.
daemon::Running start(boost::asio::io_context& loop, const daemon::Options& options,
                      const daemon::Settings& settings);

// `--check`, once the settings are good: prints what else is wrong and gives the exit code.
int check(const daemon::Options& options, const daemon::Settings& settings);

}  // namespace lineman::web
