#include "ctl/change_options.hpp"
#include "ctl/generation_number.hpp"
#include "ctl/guard_wait.hpp"
#include "ctl/output.hpp"
#include "ctl/progress.hpp"
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
  auto reply = call_with_progress("Rollback", std::move(parameters), "rolling back", line, console);
  if (!reply) return fail(reply.error(), line, console);
  return show_change(
      std::move(*reply),
      [&](const boost::json::object& change) {
        return view_of_change_with_differences(change, line.has("--dry-run"));
      },
      line, console);
}

}  // namespace lineman::ctl
