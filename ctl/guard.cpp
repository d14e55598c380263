#include <boost/json/serialize.hpp>

#include "ctl/guard_wait.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {

using boost::json::object;

namespace {

int confirm(const CommandLine& line, Console& console) {
  const auto reply = Agent{line.runtime_dir}.call("ConfirmGuard", {});
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply, [&] { return view_of_confirmation(*reply); }, line, console);
}

}  // namespace

Document view_of_confirmation(const object& reply) {
  Section section{.title = "Confirmed: the change stands for good."};
  const auto generation = std::to_string(number_of(reply, "generation"));
  section.fields.push_back({"generation", "Generation", {.value = generation}});
  return {section};
}

Document view_of_guard(const object& reply) {
  const auto& guard = object_of(reply, "guard");
  if (guard.empty()) return {{.notes = {"No guard runs."}}};
  Section section{.key = "guard", .title = "A guarded change has yet to prove itself."};
  const auto generation = std::to_string(number_of(guard, "generation"));
  section.fields.push_back({"generation", "Generation", {.value = generation}});
  const auto left = std::to_string(number_of(guard, "seconds_left"));
  section.fields.push_back(
      {"seconds_left",
       "Time left",
       {.value = left, .shown = left + " s, then it is taken back", .tone = Tone::bad}});
  std::string accounts;
  for (const auto& account : array_of(guard, "waiting_for")) {
    if (!accounts.empty()) accounts += ' ';
    accounts += boost::json::serialize(account);
  }
  section.fields.push_back({"waiting_for",
                            "Waiting for",
                            {.value = accounts, .shown = "account " + accounts + " to register"}});
  section.notes.emplace_back("`linemanctl guard confirm` takes it for good now.");
  return {section};
}

int run_guard(const CommandLine& line, Console& console) {
  if (!line.words.empty()) {
    if (line.words[0] == "confirm" && line.has("--wait"))
      return misuse("confirm has nothing to wait for", line, console);
    if (line.words[0] == "confirm") return confirm(line, console);
    return misuse("'" + line.words[0] + "' is not 'confirm'", line, console);
  }
  auto reply = Agent{line.runtime_dir}.call("Status", {});
  if (!reply) return fail(reply.error(), line, console);
  if (const auto& guard = object_of(*reply, "guard"); line.has("--wait") && !guard.empty()) {
    return show_guard_end(number_of(guard, "generation"), line, console);
  }
  const object shown{{"version", number_of(*reply, "version")}, {"guard", reply->at("guard")}};
  return show(
      shown, [&] { return view_of_guard(shown); }, line, console);
}

}  // namespace lineman::ctl
