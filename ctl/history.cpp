#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {

using boost::json::object;

Document view_of_history(const object& reply) {
  Section section{.key = "generation"};
  section.table.columns = {{"generation", "GENERATION", Align::right},
                           {"time", "TIME"},
                           {"asker", "ASKER"},
                           {"changed", "CHANGED"}};
  for_each_object(array_of(reply, "generations"), [&](const object& generation) {
    const auto& asker = object_of(generation, "asker");
    std::string changed;
    for (const auto& name : array_of(generation, "changed")) {
      if (!name.is_string()) continue;
      if (!changed.empty()) changed += ' ';
      changed += std::string_view{name.get_string()};
    }
    const auto number = std::to_string(number_of(generation, "generation"));
    section.table.rows.push_back({number,
                                  {{.value = number},
                                   {.value = text_of(generation, "time")},
                                   {.value = text_of(asker, "door") + ' ' + text_of(asker, "who")},
                                   {.value = changed}}});
  });
  if (section.table.rows.empty()) section.notes.emplace_back("No generation is kept yet.");
  return {section};
}

int run_history(const CommandLine& line, Console& console) {
  const auto reply = Agent{line.runtime_dir}.call("History", {});
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply, [&] { return view_of_history(*reply); }, line, console);
}

}  // namespace lineman::ctl
