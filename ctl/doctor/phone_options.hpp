// Which phone is meant: the options of its daemons, as linemanctl's command line says them.
#pragma once

#include <array>

#include "ctl/command_line.hpp"
#include "daemon/options.hpp"

namespace lineman::ctl::doctor {

inline constexpr Option config_option{"--config", "FILE",
                                      "settings of the daemons (/etc/lineman/lineman.conf)"};
inline constexpr Option state_dir_option{
    "--state-dir", "DIR", "where the agent keeps the configuration (/var/lib/lineman)"};
inline constexpr std::array phone_option_rows = {config_option, state_dir_option};

daemon::Options phone_options(const CommandLine& line);

}  // namespace lineman::ctl::doctor
