#include <utility>

#include "ctl/acs_line.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/status_cells.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"
#include "datamodel/instance.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

// Why there is no ACS, or how it is doing.
void add_acs(Section& section, const object& reply, std::int64_t now) {
  if (const auto why_not = text_of(reply, "acs_off"); !why_not.empty()) {
    section.fields.push_back(
        {"acs_off", "ACS", {.value = why_not, .shown = "none: " + why_not, .tone = Tone::faint}});
  }
  const auto& acs = object_of(reply, "acs");
  if (acs.empty()) return;
  section.fields.push_back({"acs.url", "ACS", acs_line(acs, now)});
  for (const auto* name : {"last_session", "result", "next_session", "last_success", "last_failure",
                           "failure", "failing_since"}) {
    section.fields.push_back({std::string{"acs."} + name, {}, {.value = text_of(acs, name)}, true});
  }
  for (const auto* name : {"url_found", "running", "unreachable"}) {
    section.fields.push_back({std::string{"acs."} + name, {}, flag_cell(acs, name), true});
  }
  section.fields.push_back({"acs.failed_in_a_row", {}, number_cell(acs, "failed_in_a_row"), true});
}

Section phone_section(const object& reply, std::int64_t now) {
  Section section;
  section.fields.push_back({"generation", "Configuration", generation_cell(reply)});
  section.fields.push_back({"sipcore.connected", "SIP core", core_cell(reply)});
  add_acs(section, reply, now);
  if (const auto& guard = object_of(reply, "guard"); !guard.empty()) {
    section.fields.push_back({"guard.seconds_left", "Guard", guard_cell(guard)});
  }
  return section;
}

Section doors_section(const object& reply) {
  Section section{.key = "door"};
  section.table.columns = {{"door", "DOOR"}, {"address", "ADDRESS"}, {"state", "STATE"}};
  for_each_object(array_of(reply, "doors"), [&](const object& door) {
    const bool open = flag_of(door, "open");
    const auto problem = text_of(door, "problem");
    const Cell state{.value = open              ? "open"
                              : problem.empty() ? "closed"
                                                : problem,
                     .tone = open              ? Tone::good
                             : problem.empty() ? Tone::faint
                                               : Tone::bad};
    section.table.rows.push_back(
        {std::to_string(section.table.rows.size() + 1),
         {{.value = text_of(door, "door")}, {.value = text_of(door, "address")}, state}});
  });
  return section;
}

Row account_row(const object& account, std::int64_t now) {
  const auto number = std::to_string(number_of(account, "account"));
  return {.key = number,
          .cells = {{.value = number},
                    {.value = text_of(account, "label")},
                    state_cell(account),
                    server_cell(account),
                    brief_target_cell(account),
                    brief_since_cell(account, "since", now),
                    brief_until_cell(account, "expires_at", now),
                    moves_cell(account)},
          .for_programs = text_of(account, "state") == "disabled"};
}

Section accounts_section(const object& reply, std::int64_t now) {
  Section section{.key = "account"};
  section.table.columns = {{"account", "#", Align::right},
                           {"label", "LABEL", Align::left, Fit::free_text},
                           {"state", "STATE"},
                           {"server", "SERVER"},
                           {"target", "TARGET", Align::left, Fit::own_line},
                           {"since", "SINCE"},
                           {"expires_at", "LEASE"},
                           {"failovers", "MOVES", Align::right}};
  std::vector<std::uint64_t> disabled;
  for_each_object(array_of(reply, "accounts"), [&](const object& account) {
    section.table.rows.push_back(account_row(account, now));
    if (section.table.rows.back().for_programs) disabled.push_back(number_of(account, "account"));
  });
  if (!disabled.empty()) section.notes.push_back(disabled_note(disabled));
  return section;
}

// What keeps accounts from being registered, one field for each of them.
Section troubles_section(const object& reply, std::int64_t now) {
  Section section;
  for_each_object(array_of(reply, "accounts"), [&](const object& account) {
    auto trouble = trouble_of(account, now);
    if (trouble.empty()) return;
    section.fields.push_back({.key = {},
                              .label = "Account " + std::to_string(number_of(account, "account")),
                              .cell = {.value = std::move(trouble), .tone = Tone::bad},
                              .for_people = true});
  });
  return section;
}

}  // namespace

Document view_of_status(const object& reply, std::int64_t now) {
  return {phone_section(reply, now), doors_section(reply), accounts_section(reply, now),
          troubles_section(reply, now)};
}

int run_status(const CommandLine& line, Console& console) {
  object parameters;
  if (!line.words.empty()) {
    const auto account = to_count(line.words[0], datamodel::maximum_accounts);
    if (!account) return misuse("'" + line.words[0] + "' is no account", line, console);
    parameters["account"] = *account;
  }
  const auto reply = Agent{line.runtime_dir}.call("Status", parameters);
  if (!reply) return fail(reply.error(), line, console);
  const auto view = line.words.empty() ? view_of_status : view_of_account;
  return show(
      *reply, [&] { return view(*reply, console.now); }, line, console);
}

}  // namespace lineman::ctl
