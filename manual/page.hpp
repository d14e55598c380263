// A manual page: a template with its lists filled in.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace lineman::manual {

// A line "@part@" or "@part word@" of the template stands for what the tables say; every other line
// is copied. The error is a sentence that names the line.
tl::expected<std::string, std::string> write_page(std::string_view pattern);

// The parts. Each ends with a line break.
std::string verbs_synopsis();
std::string verbs_list();
std::string common_options_list();                    // of linemanctl
std::string daemon_options_list(bool has_state_dir);  // of either daemon
// Settings whose names begin with `group` and a full stop; empty where there are none.
std::string settings_list(std::string_view group);
std::string parameters_list();

}  // namespace lineman::manual
