// The verbs subscribe, unsubscribe and subscriptions.
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
  if (state == "active") return Tone::good;
  return state == "ended" ? Tone::bad : Tone::plain;
}

// What a NOTIFY said, on one line: "Messages-Waiting: yes; Voice-Message: 2/0".
std::string on_one_line(const std::string& body) {
  std::string line;
  for (const char octet : body) {
    if (octet == '\r') continue;
    if (octet == '\n') {
      line += "; ";
    } else {
      line += octet;
    }
  }
  while (line.ends_with(' ') || line.ends_with(';')) line.pop_back();
  return line.empty() ? "-" : line;
}

Row row_of(const object& subscription, std::int64_t now) {
  const auto number = std::to_string(number_of(subscription, "subscription"));
  const auto state = text_of(subscription, "state");
  const auto expires = text_of(subscription, "expires_at");
  const auto body = text_of(subscription, "last_body");
  return {number,
          {{.value = number},
           {.value = std::to_string(number_of(subscription, "account"))},
           {.value = text_of(subscription, "event")},
           {.value = text_of(subscription, "uri")},
           {.value = state, .tone = tone_of_state(state)},
           {.value = text_of(subscription, "target")},
           {.value = expires, .shown = time_until(expires, now)},
           {.value = body, .shown = on_one_line(body)}}};
}

}  // namespace

Document view_of_subscriptions(const object& reply, std::int64_t now) {
  Section section{.key = "subscription"};
  section.table.columns = {{"subscription", "#", Align::right},
                           {"account", "ACCOUNT", Align::right},
                           {"event", "EVENT"},
                           {"uri", "URI"},
                           {"state", "STATE"},
                           {"target", "TARGET"},
                           {"expires_at", "LEASE"},
                           {"last_body", "LAST NOTIFY"}};
  for_each_object(array_of(reply, "subscriptions"), [&](const object& subscription) {
    section.table.rows.push_back(row_of(subscription, now));
  });
  if (section.table.rows.empty()) section.notes.emplace_back("There is no subscription.");
  return {section};
}

int run_subscribe(const CommandLine& line, Console& console) {
  const auto account = to_count(line.words[0], datamodel::maximum_accounts);
  if (!account) return misuse("'" + line.words[0] + "' is no account", line, console);
  object parameters{{"account", *account}, {"event", line.words[1]}};
  if (line.words.size() > 2) parameters["uri"] = line.words[2];
  const auto reply = Agent{line.runtime_dir}.call("Subscribe", parameters);
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply,
      [&] {
        return view_of_number(*reply, "subscription", "Subscription",
                              "`linemanctl subscriptions` says how it goes.");
      },
      line, console);
}

int run_unsubscribe(const CommandLine& line, Console& console) {
  const auto number = to_count(line.words[0], std::numeric_limits<unsigned>::max());
  if (!number)
    return misuse("'" + line.words[0] + "' is no number of a subscription", line, console);
  const auto reply = Agent{line.runtime_dir}.call("Unsubscribe", {{"subscription", *number}});
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply, [&] { return Document{{.notes = {"Subscription " + line.words[0] + " ends."}}}; },
      line, console);
}

int run_subscriptions(const CommandLine& line, Console& console) {
  const auto reply = Agent{line.runtime_dir}.call("Subscriptions", {});
  if (!reply) return fail(reply.error(), line, console);
  return show(
      *reply, [&] { return view_of_subscriptions(*reply, console.now); }, line, console);
}

}  // namespace lineman::ctl
