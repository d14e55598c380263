#include <boost/json/array.hpp>

#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

// As a phone's file has it, so that it can be pasted there.
Section plain_values(const object& reply) {
  Section section;
  for_each_object(array_of(reply, "values"), [&](const object& value) {
    const auto name = text_of(value, "name");
    section.fields.push_back({name, name + " =", {.value = text_of(value, "value")}});
  });
  return section;
}

Section effective_values(const object& reply) {
  Section section;
  section.table.columns = {{"value", "VALUE"}, {"effective", "ACTS AS"}, {"reason", "WHY"}};
  section.table.columns.insert(section.table.columns.begin(), {"name", "NAME"});
  for_each_object(array_of(reply, "values"), [&](const object& value) {
    const auto name = text_of(value, "name");
    section.table.rows.push_back({name,
                                  {{.value = name},
                                   {.value = text_of(value, "value")},
                                   {.value = text_of(value, "effective")},
                                   {.value = text_of(value, "reason")}}});
  });
  return section;
}

}  // namespace

Document view_of_values(const object& reply, bool effective) {
  return {effective ? effective_values(reply) : plain_values(reply)};
}

int run_get(const CommandLine& line, Console& console) {
  boost::json::array patterns;
  for (const auto& word : line.words) patterns.emplace_back(word);
  const auto reply = Agent{line.runtime_dir}.call("Get", {{"patterns", std::move(patterns)}});
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply, [&] { return view_of_values(*reply, line.has("--effective")); }, line, console);
}

}  // namespace lineman::ctl
