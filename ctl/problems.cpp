#include "ctl/json_reading.hpp"
#include "ctl/name_suggestion.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {

using boost::json::object;

// In text one line for each; the keys are those of the JSON shape.
Document view_of_problems(const object& refused) {
  Section section{.key = "problem", .title = "Refused, and nothing changed:"};
  section.table.columns = {{"name", "NAME"}, {"value", "VALUE"}, {"problem", "PROBLEM"}};
  for_each_object(array_of(refused, "problems"), [&](const object& problem) {
    const auto name = text_of(problem, "name");
    const auto sentence = text_of(problem, "problem");
    std::string shown = sentence;
    if (text_of(problem, "code") == "unknownParameter") {
      if (const auto close = closest_name(name); !close.empty()) shown += "; perhaps " + close;
    }
    section.table.rows.push_back({std::to_string(section.table.rows.size() + 1),
                                  {{.value = name},
                                   {.value = text_of(problem, "value")},
                                   {.value = sentence, .shown = shown}}});
  });
  return {section};
}

}  // namespace lineman::ctl
