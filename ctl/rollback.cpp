#include "ctl/change_options.hpp"
#include "ctl/generation_number.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {

int run_rollback(const CommandLine& line, Console& console) {
  boost::json::object parameters;
  if (const auto wrong = add_change_options(line, parameters)) return misuse(*wrong, line, console);
  if (!line.words.empty()) {
    const auto generation = to_generation(line.words[0]);
    if (!generation) return misuse(generation.error(), line, console);
    parameters["generation"] = *generation;
  }
  const auto reply = Agent{line.runtime_dir}.call("Rollback", std::move(parameters));
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply, [&] { return view_of_change_with_differences(*reply, line.has("--dry-run")); }, line,
      console);
}

}  // namespace lineman::ctl
