#include <algorithm>

#include "ctl/json_reading.hpp"
#include "ctl/name_suggestion.hpp"
#include "ctl/placed_lines.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {

using boost::json::object;

namespace {

constexpr const char* heading = "Refused, and nothing changed:";

}  // namespace

// In text one line for each, with its place where it stands in a file; the keys are those of the
// JSON shape.
Document view_of_problems(const object& refused) {
  const auto& problems = array_of(refused, "problems");
  const auto has_place = [](const boost::json::value& each) {
    const auto* problem = each.if_object();
    return problem != nullptr && !text_of(*problem, "file").empty();
  };
  if (std::any_of(problems.begin(), problems.end(), has_place)) {
    auto section = placed_section("problem", problems, "problem");
    section.title = heading;
    return {section};
  }
  Section section{.key = "problem", .title = heading};
  section.table.columns = {{"name", "NAME"}, {"value", "VALUE"}, {"problem", "PROBLEM"}};
  for_each_object(problems, [&](const object& problem) {
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
