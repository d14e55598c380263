#include "ctl/guard_wait.hpp"

#include <chrono>
#include <ostream>
#include <thread>
#include <utility>

#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/progress.hpp"
#include "ctl/status_cells.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

constexpr std::chrono::milliseconds interval{250};

Section section_of(GuardEnd end) {
  const bool stands = end == GuardEnd::stands;
  return {.title = stands ? "The change stands." : "The change was taken back.",
          .fields = {{.key = "guard_end",
                      .label = {},
                      .cell = {.value = stands ? "stands" : "takenBack"},
                      .for_programs = true}}};
}

// A call that fails ends it: the guard goes on without anybody who waits.
tl::expected<GuardEnd, CallError> wait(std::uint64_t generation, const CommandLine& line,
                                       Console& console) {
  const Agent agent{line.runtime_dir};
  Progress progress{"the guard waits", line, console};
  for (;;) {
    const auto status = agent.call("Status", {});
    if (!status) return tl::unexpected(status.error());
    const auto history = agent.call("History", {});
    if (!history) return tl::unexpected(history.error());
    if (const auto end = guard_end(*status, *history, generation); end != GuardEnd::none_yet) {
      return end;
    }
    progress.say(guard_cell(object_of(*status, "guard")).text());
    std::this_thread::sleep_for(interval);
  }
}

int code_of(GuardEnd end) {
  return end == GuardEnd::stands ? exit_done : exit_failed;
}

}  // namespace

GuardEnd guard_end(const object& status, const object& history, std::uint64_t generation) {
  // One that began later has taken this one over.
  if (number_of(object_of(status, "guard"), "generation") >= generation) return GuardEnd::none_yet;
  auto end = GuardEnd::stands;
  for_each_object(array_of(history, "generations"), [&](const object& each) {
    const bool by_guard = text_of(object_of(each, "asker"), "door") == "guard";
    if (by_guard && number_of(each, "generation") > generation) end = GuardEnd::taken_back;
  });
  return end;
}

int show_change(object reply, const std::function<Document(const object&)>& view,
                const CommandLine& line, Console& console) {
  const auto show_reply = [&] {
    return show(
        reply, [&] { return view(reply); }, line, console);
  };
  if (!line.has("--wait")) return show_reply();
  const auto generation = number_of(reply, "generation");
  if (line.format != Format::json) {
    show_reply();
    console.out.flush();
    if (line.format == Format::text) console.out << '\n';
    return show_guard_end(generation, line, console);
  }
  const auto end = wait(generation, line, console);
  if (!end) return fail(end.error(), line, console);
  reply["guard_end"] = section_of(*end).fields.front().cell.value;
  show_reply();
  return code_of(*end);
}

int show_guard_end(std::uint64_t generation, const CommandLine& line, Console& console) {
  const auto end = wait(generation, line, console);
  if (!end) return fail(end.error(), line, console);
  const auto section = section_of(*end);
  const object reply{
      {"version", 1}, {"generation", generation}, {"guard_end", section.fields.front().cell.value}};
  show(
      reply, [&] { return Document{section}; }, line, console);
  return code_of(*end);
}

}  // namespace lineman::ctl
