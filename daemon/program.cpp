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

std::vector<std::string> sentences_of(const SettingProblems& problems) {
  std::vector<std::string> sentences;
  for (const auto& problem : problems) sentences.push_back(to_string(problem));
  return sentences;
}

int print_problems(const SettingProblems& problems) {
  for (const auto& problem : problems) std::fprintf(stderr, "%s\n", to_string(problem).c_str());
  return exit_failed;
}

// A daemon on its loop.
class Life {
 public:
  Life(const Daemon& daemon, const Options& options, const Settings& settings)
      : daemon_{daemon}, options_{options}, settings_{settings} {}

  void run();

 private:
  void reload();
  std::vector<std::string> take_over();

  const Daemon& daemon_;
  const Options& options_;
  Settings settings_;  // of the start
  boost::asio::io_context loop_{1};
  Running running_;
};

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

// What is wrong, in words; then nothing was taken over.
std::vector<std::string> Life::take_over() {
  const auto settings = read_settings(options_);
  if (!settings) return sentences_of(settings.error());
  if (running_.apply) {
    if (auto problems = running_.apply(*settings); !problems.empty()) return problems;
  }
  set_up_log(daemon_.program.name, *settings);
  const auto later = changed_settings(settings_, *settings,
                                      [](const Setting& setting) { return !setting.live(); });
  log::info(log::Event::settings_read, "settings read again");
  if (!later.empty())
    log::warning(log::Event::settings_wait, "after a restart only: " + listed(later));
  return {};
}

void Life::reload() {
  notify_reloading();
  const auto problems = take_over();
  for (const auto& problem : problems) log::error(log::Event::settings_refused, problem);
  if (!problems.empty()) log::error(log::Event::settings_refused, "settings are left as they were");
  notify_ready();
}

void Life::run() {
  const Signals signals{loop_, [this] { loop_.stop(); }, [this] { reload(); }};
  running_ = daemon_.start(loop_, options_, settings_);
  loop_.run();
  // Whoever was told that we stop would kill the program that follows in this process.
  if (wants_to_begin_anew()) {
    notify_reloading();
    log::info("begins anew");
  } else {
    notify_stopping();
    log::info(log::Event::ends, "ends");
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
    Life{daemon, options, *settings}.run();
    if (!wants_to_begin_anew()) return exit_done;
    execute_again(arguments);
    throw std::runtime_error{"the program cannot be executed again"};
  } catch (const std::exception& reason) {
    log::critical(log::Event::cannot_run, "cannot run", {{"LINEMAN_REASON", reason.what()}});
    return exit_failed;
  }
}

}  // namespace lineman::daemon
