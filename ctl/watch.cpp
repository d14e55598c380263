#include <unistd.h>

#include <array>
#include <boost/json/serialize.hpp>
#include <csignal>
#include <ctime>
#include <ostream>

#include "ctl/durations.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/printers.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

constexpr std::size_t kind_columns = 20;   // "configurationChanged"
constexpr std::size_t where_columns = 20;  // "account 16, server 2"

// On the phone's own clock: "2026-01-02 03:04:05".
std::string local_time(std::string_view utc) {
  const auto seconds = seconds_of(utc);
  if (!seconds) return std::string{utc};
  const std::time_t time{*seconds};
  std::tm local{};
  localtime_r(&time, &local);
  std::array<char, sizeof "2026-01-02 03:04:05" + 8> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%F %T", &local)};
}

std::string where_of(const object& event) {
  const auto account = number_of(event, "account");
  const auto server = number_of(event, "server");
  const auto generation = number_of(event, "generation");
  if (account == 0) return generation == 0 ? "" : "generation " + std::to_string(generation);
  auto text = "account " + std::to_string(account);
  if (server != 0) text += ", server " + std::to_string(server);
  return text;
}

void padded(std::string& line, const std::string& text, std::size_t columns) {
  line += text;
  const auto taken = columns_of(text);
  line.append(taken < columns ? columns - taken : 0, ' ');
  line += "  ";
}

void print_event(const object& reply, const CommandLine& line, Console& console) {
  if (line.format == Format::keyvalue) {
    print_keyvalue(view_of_event(reply), console.out);
    console.out << '\n';
  } else if (line.format == Format::json || line.has("--json")) {
    console.out << boost::json::serialize(reply) << '\n';
  } else {
    console.out << event_line(reply) << '\n';
  }
  console.out.flush();
}

// Nothing is left to do or to tell: each line was written as a whole.
extern "C" void end_well(int) {
  _exit(exit_done);
}

}  // namespace

std::string event_line(const object& reply) {
  const auto& event = object_of(reply, "event");
  std::string line = local_time(text_of(event, "time")) + "  ";
  padded(line, text_of(event, "kind"), kind_columns);
  padded(line, where_of(event), where_columns);
  line += text_of(event, "detail");
  while (line.ends_with(' ')) line.pop_back();
  return printable(line);
}

Document view_of_event(const object& reply) {
  const auto& event = object_of(reply, "event");
  const auto number = [&](std::string_view name) { return std::to_string(number_of(event, name)); };
  return {{.key = "event",
           .fields = {{"time", "Time", {.value = text_of(event, "time")}},
                      {"kind", "Kind", {.value = text_of(event, "kind")}},
                      {"account", "Account", {.value = number("account")}},
                      {"server", "Server", {.value = number("server")}},
                      {"generation", "Generation", {.value = number("generation")}},
                      {"detail", "Detail", {.value = text_of(event, "detail")}}}}};
}

int run_watch(const CommandLine& line, Console& console) {
  std::signal(SIGINT, end_well);
  std::signal(SIGTERM, end_well);
  const auto ended = Agent{line.runtime_dir}.watch(
      "Watch", {}, [&](const object& reply) { print_event(reply, line, console); });
  return fail(ended, line, console);
}

}  // namespace lineman::ctl
