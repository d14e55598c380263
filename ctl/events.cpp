// The verb events.
#include <ostream>

#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {

using boost::json::object;

namespace {

// As Watch tells one.
object told(const object& event) {
  return {{"event", event}};
}

}  // namespace

Document view_of_events(const object& reply) {
  Document document{{.fields = {{"since", "Since", {.value = text_of(reply, "since")}}}}};
  std::size_t number = 0;
  for_each_object(array_of(reply, "events"), [&](const object& event) {
    for (auto& section : view_of_event(told(event))) {
      section.key += '.' + std::to_string(++number);
      document.push_back(std::move(section));
    }
  });
  return document;
}

int run_events(const CommandLine& line, Console& console) {
  const auto reply = Agent{line.runtime_dir}.call("Events", {});
  if (!reply) return fail(reply.error(), line, console);
  if (line.format != Format::text) {
    return show(
        *reply, [&] { return view_of_events(*reply); }, line, console);
  }
  for_each_object(array_of(*reply, "events"),
                  [&](const object& event) { console.out << event_line(told(event)) << '\n'; });
  if (array_of(*reply, "events").empty()) {
    console.out << "Nothing happened since " << text_of(*reply, "since") << ".\n";
  }
  return exit_done;
}

}  // namespace lineman::ctl
