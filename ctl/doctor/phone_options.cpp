#include "ctl/doctor/phone_options.hpp"

namespace lineman::ctl::doctor {

daemon::Options phone_options(const CommandLine& line) {
  daemon::Options options;
  options.runtime_dir = line.runtime_dir;
  if (const auto config = line.options.find(config_option.name); config != line.options.end()) {
    options.config = config->second;
    options.config_named = true;
  }
  if (const auto state = line.options.find(state_dir_option.name); state != line.options.end())
    options.state_dir = state->second;
  return options;
}

}  // namespace lineman::ctl::doctor
