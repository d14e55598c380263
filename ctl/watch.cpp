#include <unistd.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <csignal>
#include <ostream>

#include "ctl/event_view.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/printers.hpp"
#include "ctl/text_width.hpp"
#include "ctl/text_writer.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

constexpr std::size_t where_columns = 20;  // "account 16, server 2"

void padded(std::string& line, const std::string& text, std::size_t columns) {
  line += text;
  const auto taken = columns_of(text);
  line.append(taken < columns ? columns - taken : 0, ' ');
  line += "  ";
}

// What goes to a pipe has all of an event on its line, for grep and its like.
class EventPrinter {
 public:
  EventPrinter(const CommandLine& line, Console& console) : line_{line}, console_{console} {}

  void print(const object& reply) {
    if (line_.format == Format::keyvalue) {
      print_keyvalue(view_of_event(reply), console_.out);
      console_.out << '\n';
    } else if (line_.format == Format::json || line_.has("--json")) {
      console_.out << boost::json::serialize(reply) << '\n';
    } else if (console_.terminal) {
      print_for_a_terminal(view_of_event_for_people(object_of(reply, "event")));
    } else {
      console_.out << event_line(reply) << '\n';
    }
    console_.out.flush();
  }

 private:
  // The date once a day, and what is long below itself.
  void print_for_a_terminal(const EventView& event) {
    TextWriter out{console_.width};
    if (event.date != date_) {
      out.title(event.date);
      out.end_line();
      date_ = event.date;
    }
    out.text(event.time, Tone::faint);
    out.spaces(column_gap);
    out.text(event.kind, event.tone);
    const auto taken = std::min(columns_of(event.kind), event_kind_columns);
    out.spaces(event_kind_columns - taken + column_gap);
    const auto indent = event.time.size() + event_kind_columns + 2 * column_gap;
    out.wrapped({.value = event.text()}, indent, longest_word(event.text()));
    write_lines(out.lines(), console_.out, console_.colours);
  }

  const CommandLine& line_;
  Console& console_;
  std::string date_{};
};

// Nothing is left to do or to tell: each line was written as a whole.
extern "C" void end_well(int) {
  _exit(exit_done);
}

}  // namespace

std::string event_line(const object& reply) {
  const auto event = view_of_event_for_people(object_of(reply, "event"));
  std::string line = event.date + (event.date.empty() ? "" : " ") + event.time + "  ";
  padded(line, event.kind, event_kind_columns);
  padded(line, event.where, where_columns);
  line += event.detail;
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
  EventPrinter printer{line, console};
  const auto ended = Agent{line.runtime_dir}.watch(
      "Watch", {}, [&](const object& reply) { printer.print(reply); });
  return fail(ended, line, console);
}

}  // namespace lineman::ctl
