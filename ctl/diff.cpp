#include "ctl/generation_number.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {

using boost::json::object;

Document view_of_diff(const object& reply) {
  auto section = differences_section(reply);
  const auto from = std::to_string(number_of(reply, "from"));
  const auto to = std::to_string(number_of(reply, "to"));
  section.fields.push_back({"from", "From", {.value = from, .shown = "generation " + from}});
  section.fields.push_back({"to", "To", {.value = to, .shown = "generation " + to}});
  if (section.table.rows.empty()) section.notes.emplace_back("Nothing differs.");
  return {section};
}

// One word is the older side: what happened since. Without words, the last change.
int run_diff(const CommandLine& line, Console& console) {
  static constexpr std::string_view sides[] = {"from", "to"};
  object parameters;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const auto generation = to_generation(line.words[i]);
    if (!generation) return misuse(generation.error(), line, console);
    parameters[sides[i]] = *generation;
  }
  const auto reply = Agent{line.runtime_dir}.call("Diff", std::move(parameters));
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply, [&] { return view_of_diff(*reply); }, line, console);
}

}  // namespace lineman::ctl
