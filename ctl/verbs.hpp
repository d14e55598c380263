// What linemanctl can do: one row for each verb.
#pragma once

#include <span>
#include <string_view>

#include "ctl/command_line.hpp"
#include "ctl/console.hpp"

namespace lineman::ctl {

struct Verb {
  std::string_view name;
  std::string_view summary;  // one line
  std::string_view details;  // what the help of the verb says besides, with line breaks
  Syntax syntax;
  int (*run)(const CommandLine& line, Console& console);  // the exit code
};

std::span<const Verb> verbs();

int run_status(const CommandLine& line, Console& console);
int run_counters(const CommandLine& line, Console& console);
int run_get(const CommandLine& line, Console& console);
int run_set(const CommandLine& line, Console& console);
int run_import(const CommandLine& line, Console& console);
int run_export(const CommandLine& line, Console& console);
int run_check(const CommandLine& line, Console& console);
int run_diff(const CommandLine& line, Console& console);
int run_guard(const CommandLine& line, Console& console);
int run_rollback(const CommandLine& line, Console& console);
int run_history(const CommandLine& line, Console& console);
int run_inform(const CommandLine& line, Console& console);
int run_describe(const CommandLine& line, Console& console);
int run_complete(const CommandLine& line, Console& console);
int run_help(const CommandLine& line, Console& console);
int run_call(const CommandLine& line, Console& console);
int run_hangup(const CommandLine& line, Console& console);
int run_calls(const CommandLine& line, Console& console);
int run_subscribe(const CommandLine& line, Console& console);
int run_unsubscribe(const CommandLine& line, Console& console);
int run_subscriptions(const CommandLine& line, Console& console);
int run_events(const CommandLine& line, Console& console);
int run_timeline(const CommandLine& line, Console& console);
int run_bundle(const CommandLine& line, Console& console);
int run_doctor(const CommandLine& line, Console& console);
int run_top(const CommandLine& line, Console& console);
int run_watch(const CommandLine& line, Console& console);

}  // namespace lineman::ctl
