// The verbs call, hangup and calls.
#include <limits>

#include "ctl/durations.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"
#include "datamodel/instance.hpp"

namespace lineman::ctl {

using boost::json::object;

namespace {

Tone tone_of_state(std::string_view state) {
  if (state == "established") return Tone::good;
  return state == "ending" ? Tone::faint : Tone::plain;
}

Row row_of(const object& call, std::int64_t now) {
  const auto number = std::to_string(number_of(call, "call"));
  const auto state = text_of(call, "state");
  const auto since = text_of(call, "since");
  const bool outgoing = flag_of(call, "outgoing");
  return {number,
          {{.value = number},
           {.value = std::to_string(number_of(call, "account"))},
           {.value = outgoing ? "true" : "false", .shown = outgoing ? "to" : "from"},
           {.value = text_of(call, "peer")},
           {.value = state, .tone = tone_of_state(state)},
           {.value = since, .shown = time_since(since, now)},
           {.value = text_of(call, "target")}}};
}

}  // namespace

Document view_of_calls(const object& reply, std::int64_t now) {
  Section section{.key = "call"};
  section.table.columns = {{"call", "CALL", Align::right},
                           {"account", "ACCOUNT", Align::right},
                           {"outgoing", ""},
                           {"peer", "PEER"},
                           {"state", "STATE"},
                           {"since", "FOR"},
                           {"target", "TARGET"}};
  for_each_object(array_of(reply, "calls"),
                  [&](const object& call) { section.table.rows.push_back(row_of(call, now)); });
  if (section.table.rows.empty()) section.notes.emplace_back("There is no call.");
  return {section};
}

Document view_of_number(const object& reply, std::string_view member, std::string label,
                        std::string note) {
  const auto number = std::to_string(number_of(reply, member));
  return {{.fields = {{std::string{member}, std::move(label), {.value = number}}},
           .notes = {std::move(note)}}};
}

int run_call(const CommandLine& line, Console& console) {
  const auto account = to_count(line.words[0], datamodel::maximum_accounts);
  if (!account) return misuse("'" + line.words[0] + "' is no account", line, console);
  const auto reply =
      Agent{line.runtime_dir}.call("Dial", {{"account", *account}, {"uri", line.words[1]}});
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply,
      [&] {
        return view_of_number(
            *reply, "call", "Call",
            "`linemanctl calls` says how it goes, `linemanctl watch` as it goes.");
      },
      line, console);
}

int run_hangup(const CommandLine& line, Console& console) {
  const auto call = to_count(line.words[0], std::numeric_limits<unsigned>::max());
  if (!call) return misuse("'" + line.words[0] + "' is no number of a call", line, console);
  const auto reply = Agent{line.runtime_dir}.call("Hangup", {{"call", *call}});
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply, [&] { return Document{{.notes = {"Call " + line.words[0] + " ends."}}}; }, line,
      console);
}

int run_calls(const CommandLine& line, Console& console) {
  const auto reply = Agent{line.runtime_dir}.call("Calls", {});
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply, [&] { return view_of_calls(*reply, console.now); }, line, console);
}

}  // namespace lineman::ctl
