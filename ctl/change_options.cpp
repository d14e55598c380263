#include "ctl/change_options.hpp"

#include <limits>

namespace lineman::ctl {

std::optional<std::string> add_change_options(const CommandLine& line,
                                              boost::json::object& parameters) {
  if (line.has("--dry-run")) parameters["dry_run"] = true;
  if (line.has("--offline")) parameters["offline"] = true;
  const auto guard = line.options.find("--guard");
  if (line.has("--wait") && (guard == line.options.end() || line.has("--dry-run"))) {
    return "--wait is for a change with --guard, which is made";
  }
  if (guard == line.options.end()) return std::nullopt;
  const auto seconds = to_count(guard->second, std::numeric_limits<unsigned>::max());
  if (!seconds) return "'" + guard->second + "' is no number of seconds";
  parameters["guard"] = *seconds;
  return std::nullopt;
}

}  // namespace lineman::ctl
