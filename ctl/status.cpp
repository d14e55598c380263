#include <ostream>

#include "ctl/acs_line.hpp"
#include "ctl/durations.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"
#include "datamodel/instance.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

Tone tone_of_state(std::string_view state) {
  if (state == "registered" || state == "up") return Tone::good;
  if (state == "authFailed" || state == "rejected" || state == "allServersFailed" ||
      state == "misconfigured" || state == "down") {
    return Tone::bad;
  }
  return state == "disabled" || state == "unknown" ? Tone::faint : Tone::plain;
}

Cell state_cell(const object& from) {
  const auto state = text_of(from, "state");
  return {.value = state, .tone = tone_of_state(state)};
}

Cell number_cell(const object& from, std::string_view name) {
  return {.value = std::to_string(number_of(from, name))};
}

Cell flag_cell(const object& from, std::string_view name) {
  const bool flag = flag_of(from, name);
  return {.value = flag ? "true" : "false", .shown = flag ? "yes" : "no"};
}

Cell since_cell(const object& from, std::string_view name, std::int64_t now) {
  const auto time = text_of(from, name);
  return {.value = time, .shown = time_since(time, now)};
}

Cell until_cell(const object& from, std::string_view name, std::int64_t now) {
  const auto time = text_of(from, name);
  return {.value = time, .shown = time_until(time, now)};
}

// Where it is registered: "UDP 127.0.0.1:5060".
Cell target_cell(const object& account) {
  const auto target = text_of(account, "target");
  return {.value = target,
          .shown = target.empty() ? "-" : text_of(account, "transport") + ' ' + target};
}

// "1 failover": the server that has control, and how it came to it.
Cell server_cell(const object& account) {
  const auto server = number_of(account, "server");
  const auto shown = server == 0 ? "-" : std::to_string(server) + ' ' + text_of(account, "mode");
  return {.value = std::to_string(server), .shown = shown};
}

std::string failure_text(const object& failure, std::int64_t now) {
  std::string text;
  if (const auto code = number_of(failure, "code"); code != 0) text = std::to_string(code) + ' ';
  text += text_of(failure, "reason");
  const auto time = text_of(failure, "time");
  return time.empty() ? text : text + ", " + time_since(time, now) + " ago";
}

// What a person has to know of an account that is not registered; empty where there is nothing.
std::string trouble_of(const object& account, std::int64_t now) {
  const auto state = text_of(account, "state");
  if (state == "misconfigured") return text_of(account, "reason");
  const auto& failure = object_of(account, "last_failure");
  return state == "registered" || state == "disabled" || failure.empty()
             ? ""
             : failure_text(failure, now);
}

Field generation_field(const object& reply) {
  const auto stored = number_of(reply, "generation");
  const auto& core = object_of(reply, "sipcore");
  const auto runs = number_of(core, "generation");
  Cell cell{.value = std::to_string(stored)};
  cell.shown = "generation " + cell.value;
  if (flag_of(core, "connected") && runs != stored) {
    cell.shown += ", the SIP core runs " + std::to_string(runs);
    cell.tone = Tone::bad;
  }
  return {"generation", "Configuration", cell};
}

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
  section.fields.push_back(generation_field(reply));
  const auto& core = object_of(reply, "sipcore");
  const bool connected = flag_of(core, "connected");
  section.fields.push_back(
      {"sipcore.connected",
       "SIP core",
       {.value = connected ? "true" : "false",
        .shown = connected ? "connected" : "away: what follows is what was last known",
        .tone = connected ? Tone::good : Tone::bad}});
  add_acs(section, reply, now);
  const auto& guard = object_of(reply, "guard");
  if (!guard.empty()) {
    const auto left = number_of(guard, "seconds_left");
    section.fields.push_back(
        {"guard.seconds_left",
         "Guard",
         {.value = std::to_string(left),
          .shown = "generation " + std::to_string(number_of(guard, "generation")) +
                   " is taken back in " + duration_text(static_cast<std::int64_t>(left))}});
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

Section accounts_section(const object& reply, std::int64_t now) {
  Section section{.key = "account"};
  section.table.columns = {{"account", "#", Align::right},
                           {"state", "STATE"},
                           {"server", "SERVER"},
                           {"target", "TARGET"},
                           {"since", "SINCE"},
                           {"expires_at", "LEASE"},
                           {"failovers", "FAILOVERS", Align::right}};
  for_each_object(array_of(reply, "accounts"), [&](const object& account) {
    const auto number = std::to_string(number_of(account, "account"));
    section.table.rows.push_back({number,
                                  {{.value = number},
                                   state_cell(account),
                                   server_cell(account),
                                   target_cell(account),
                                   since_cell(account, "since", now),
                                   until_cell(account, "expires_at", now),
                                   number_cell(account, "failovers")}});
    if (const auto trouble = trouble_of(account, now); !trouble.empty()) {
      section.notes.push_back("Account " + number + ": " + trouble);
    }
  });
  return section;
}

Section account_section(const object& account, std::int64_t now) {
  const auto number = std::to_string(number_of(account, "account"));
  Section section{.key = "account." + number, .title = "Account " + number};
  if (const auto label = text_of(account, "label"); !label.empty()) section.title += ", " + label;
  auto& fields = section.fields;
  fields.push_back({"state", "State", state_cell(account)});
  fields.push_back({"reason", "Reason", {.value = text_of(account, "reason")}});
  fields.push_back({"server", "Server", server_cell(account)});
  fields.push_back({"mode", "Mode", {.value = text_of(account, "mode")}});
  fields.push_back({"target", "Registered with", target_cell(account)});
  fields.push_back({"transport", "Transport", {.value = text_of(account, "transport")}});
  fields.push_back({"since", "In this state for", since_cell(account, "since", now)});
  fields.push_back(
      {"registered_since", "Registered for", since_cell(account, "registered_since", now)});
  fields.push_back({"expires_at", "Lease ends in", until_cell(account, "expires_at", now)});
  fields.push_back({"failovers", "Failovers", number_cell(account, "failovers")});
  fields.push_back({"fallbacks", "Fallbacks", number_cell(account, "fallbacks")});
  fields.push_back({"failbacks", "Failbacks", number_cell(account, "failbacks")});
  const auto& failure = object_of(account, "last_failure");
  fields.push_back({"last_failure.code",
                    "Last failure",
                    {.value = std::to_string(number_of(failure, "code")),
                     .shown = failure.empty() ? "none" : failure_text(failure, now)}});
  std::erase_if(
      fields, [](const Field& field) { return field.key == "reason" && field.cell.value.empty(); });
  return section;
}

Section server_section(const std::string& account_key, const object& server, std::int64_t now) {
  const auto number = std::to_string(number_of(server, "server"));
  Section section{.key = account_key + ".server." + number, .title = "Server " + number};
  section.fields.push_back({"state", "State", state_cell(server)});
  section.fields.push_back({"registered", "Registered", flag_cell(server, "registered")});
  section.fields.push_back({"expires_at", "Lease ends in", until_cell(server, "expires_at", now)});
  section.table.columns = {{"address", "TARGET"},
                           {"source", "FROM"},
                           {"state", "STATE"},
                           {"registered", "REG."},
                           {"ttl", "TTL", Align::right},
                           {"consecutive_failures", "FAILED", Align::right},
                           {"last_code", "CODE", Align::right},
                           {"last_answer", "LAST ANSWER"}};
  for_each_object(array_of(server, "targets"), [&](const object& target) {
    const auto address = text_of(target, "address");
    section.table.rows.push_back(
        {"target." + std::to_string(section.table.rows.size() + 1),
         {{.value = address, .shown = text_of(target, "transport") + ' ' + address},
          {.value = text_of(target, "source")},
          state_cell(target),
          flag_cell(target, "registered"),
          number_cell(target, "ttl"),
          number_cell(target, "consecutive_failures"),
          number_cell(target, "last_code"),
          since_cell(target, "last_answer", now)}});
  });
  return section;
}

}  // namespace

Document view_of_status(const object& reply, std::int64_t now) {
  return {phone_section(reply, now), doors_section(reply), accounts_section(reply, now)};
}

Document view_of_account(const object& reply, std::int64_t now) {
  Document document;
  for_each_object(array_of(reply, "accounts"), [&](const object& account) {
    document.push_back(account_section(account, now));
    const auto key = document.back().key;
    for_each_object(array_of(account, "servers"), [&](const object& server) {
      document.push_back(server_section(key, server, now));
    });
  });
  return document;
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
