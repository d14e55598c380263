#include <ostream>

#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"

namespace lineman::ctl {

// The file itself is the result, so that it can be redirected; only JSON wraps it.
int run_export(const CommandLine& line, Console& console) {
  boost::json::object parameters;
  if (line.has("--secrets")) parameters["secrets"] = true;
  const auto reply = Agent{line.runtime_dir}.call("Export", std::move(parameters));
  if (!reply) return fail(reply.error(), line, console);
  if (line.format == Format::json) {
    return show(
        *reply, [] { return Document{}; }, line, console);
  }
  console.out << text_of(*reply, "text");
  return exit_done;
}

}  // namespace lineman::ctl
