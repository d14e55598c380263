#include "daemon/log_setup.hpp"

#include "daemon/log.hpp"

namespace lineman::daemon {

void set_up_log(std::string_view program, const Settings& settings) {
  auto level = log::Level::info;
  log::level_from(settings.text("log.level"), level);
  const auto target = settings.text("log.target");
  log::set_up(program, level,
              target == "stderr"    ? log::Target::standard_error
              : target == "journal" ? log::Target::journal
                                    : log::Target::automatic);
}

}  // namespace lineman::daemon
