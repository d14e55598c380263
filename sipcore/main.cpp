// lineman-sipcored: the SIP core.
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <span>

#include "daemon/core_dumps.hpp"
#include "daemon/log.hpp"
#include "daemon/log_setup.hpp"
#include "daemon/notify.hpp"
#include "daemon/signals.hpp"
#include "sipcore/core.hpp"

namespace {

using namespace lineman;
using namespace lineman::daemon;

constexpr Program program{.name = "lineman-sipcored",
                          .summary = "The SIP core of a desk phone: registers, fails over, counts",
                          .has_state_dir = false};

int print_problems(const SettingProblems& problems) {
  for (const auto& problem : problems) std::fprintf(stderr, "%s\n", to_string(problem).c_str());
  return exit_failed;
}

// What SIGHUP can change without a restart.
void reload(const Options& options) {
  notify_reloading();
  if (const auto settings = read_settings(options)) {
    set_up_log(program.name, *settings);
    log::info("settings read again; log.* acts, the others act after a restart");
  } else {
    for (const auto& problem : settings.error()) log::error(to_string(problem));
    log::error("settings are left as they were");
  }
  notify_ready("settings read again");
}

int run(const Options& options, const Settings& settings) {
  boost::asio::io_context loop{1};
  const Signals signals{loop, [&] { loop.stop(); }, [&] { reload(options); }};
  const sipcore::Core core{loop, options, settings};
  notify_ready("waiting for the agent");
  log::info("ready");
  loop.run();
  notify_stopping();
  log::info("ends");
  return exit_done;
}

}  // namespace

int main(int count, char** arguments) {
  const std::span<const char* const> words{arguments + 1, static_cast<std::size_t>(count - 1)};
  const auto read = read_options(program, words);
  if (const auto* leaving = std::get_if<Leave>(&read)) return leave(*leaving);
  const auto& options = std::get<Options>(read);
  const auto settings = read_settings(options);
  if (!settings) return print_problems(settings.error());
  if (options.check) return exit_done;
  forbid_core_dumps();
  set_up_log(program.name, *settings);
  try {
    return run(options, *settings);
  } catch (const std::exception& reason) {
    log::critical("cannot run", {{"LINEMAN_REASON", reason.what()}});
    return exit_failed;
  }
}
