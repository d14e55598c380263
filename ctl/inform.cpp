#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {

using boost::json::object;

Document view_of_inform(const object& reply) {
  const auto url = text_of(reply, "url");
  return {{.fields = {{"url", "ACS", {.value = url}}},
           .notes = {"The session begins now; `linemanctl status` says how it went."}}};
}

int run_inform(const CommandLine& line, Console& console) {
  const auto reply = Agent{line.runtime_dir}.call("Inform", {});
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply, [&] { return view_of_inform(*reply); }, line, console);
}

}  // namespace lineman::ctl
