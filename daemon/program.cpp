#include "daemon/program.hpp"

#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <stdexcept>

#include "daemon/core_dumps.hpp"
#include "daemon/log.hpp"
#include "daemon/log_setup.hpp"
#include "daemon/notify.hpp"
#include "daemon/restart.hpp"
#include "daemon/signals.hpp"

namespace lineman::daemon {
namespace {

int print_problems(const SettingProblems& problems) {
  for (const auto& problem : problems) std::fprintf(stderr, "%s\n", to_string(problem).c_str());
  return exit_failed;
}

void reload(std::string_view program, const Options& options) {
  notify_reloading();
  if (const auto settings = read_settings(options)) {
    set_up_log(program, *settings);
    log::info("settings read again; log.* acts, the others act after a restart");
  } else {
    for (const auto& problem : settings.error()) log::error(to_string(problem));
    log::error("settings are left as they were");
  }
  notify_ready("settings read again");
}

void run_loop(const Daemon& daemon, const Options& options, const Settings& settings) {
  boost::asio::io_context loop{1};
  const Signals signals{loop, [&] { loop.stop(); }, [&] { reload(daemon.program.name, options); }};
  const auto running = daemon.start(loop, options, settings);
  loop.run();
  // Whoever was told that we stop would kill the program that follows in this process.
  if (wants_to_begin_anew()) {
    notify_reloading();
    log::info("begins anew");
  } else {
    notify_stopping();
    log::info("ends");
  }
}

}  // namespace

int run(const Daemon& daemon, int count, const char* const* arguments) {
  const std::span words{arguments + 1, static_cast<std::size_t>(count - 1)};
  const auto read = read_options(daemon.program, words);
  if (const auto* leaving = std::get_if<Leave>(&read)) return leave(*leaving);
  const auto& options = std::get<Options>(read);
  const auto settings = read_settings(options);
  if (!settings) return print_problems(settings.error());
  if (options.check) return daemon.check(options, *settings);
  forbid_core_dumps();
  set_up_log(daemon.program.name, *settings);
  try {
    run_loop(daemon, options, *settings);
    if (!wants_to_begin_anew()) return exit_done;
    execute_again(arguments);
    throw std::runtime_error{"the program cannot be executed again"};
  } catch (const std::exception& reason) {
    log::critical("cannot run", {{"LINEMAN_REASON", reason.what()}});
    return exit_failed;
  }
}

}  // namespace lineman::daemon
