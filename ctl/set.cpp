#include <boost/json/array.hpp>
#include <utility>

#include "ctl/change_options.hpp"
#include "ctl/guard_wait.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/progress.hpp"
#include "ctl/value_source.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

std::string sentence_of(const object& effect) {
  const auto account = number_of(effect, "account");
  const auto what = text_of(effect, "effect");
  const auto who =
      account == 0 ? std::string{"The SIP core"} : "Account " + std::to_string(account);
  if (what == "none") return who + " goes on as it is.";
  if (what == "refresh") return who + " renews its registration.";
  if (what == "reregister") return who + " registers anew.";
  if (what == "rebind") return who + " opens its sockets anew and registers.";
  if (what == "deferred") return who + " takes the change over when its call ends.";
  if (what == "restart") return who + " takes the change over when the SIP core is started anew.";
  return who + ": " + what + '.';
}

std::string heading(bool dry_run, bool anything) {
  if (!anything) return "Everything has its value already.";
  return dry_run ? "Checked, and nothing changed." : "Changed.";
}

std::string text_at(const boost::json::value& value) {
  const auto* text = value.if_string();
  return text == nullptr ? std::string{} : std::string{*text};
}

Section change_section(const object& reply, bool dry_run) {
  const auto& changed = array_of(reply, "changed");
  Section section{.title = heading(dry_run, !changed.empty())};
  const auto generation = std::to_string(number_of(reply, "generation"));
  section.fields.push_back({"generation", "Generation", {.value = generation}});
  const bool applied = flag_of(reply, "applied");
  section.fields.push_back({"applied",
                            "SIP core",
                            {.value = applied ? "true" : "false",
                             .shown = applied ? "runs it" : "does not run it yet",
                             .tone = applied ? Tone::plain : Tone::bad}});
  unsigned count = 0;
  for (const auto& name : changed) {
    ++count;
    section.fields.push_back({"changed." + std::to_string(count),
                              count == 1 ? "Parameters" : "",
                              {.value = text_at(name)}});
  }
  return section;
}

}  // namespace

Document view_of_change(const object& reply, bool dry_run) {
  auto section = change_section(reply, dry_run);
  bool first = true;
  for_each_object(array_of(reply, "effects"), [&](const object& effect) {
    section.fields.push_back({"effect." + std::to_string(number_of(effect, "account")),
                              std::exchange(first, false) ? "Effect" : "",
                              {.value = text_of(effect, "effect"), .shown = sentence_of(effect)}});
  });
  unsigned count = 0;
  for (const auto& advice : array_of(reply, "advice")) {
    ++count;
    section.fields.push_back(
        {"advice." + std::to_string(count), count == 1 ? "Note" : "", {.value = text_at(advice)}});
  }
  return {section};
}

int run_set(const CommandLine& line, Console& console) {
  object parameters;
  if (const auto wrong = add_change_options(line, parameters)) return misuse(*wrong, line, console);
  const auto changes = read_changes(line.words, console.in);
  if (!changes) {
    if (changes.error().usage) return misuse(changes.error().sentence, line, console);
    return fail({.sentence = changes.error().sentence}, line, console);
  }
  boost::json::array list;
  for (const auto& change : *changes) {
    list.push_back(object{{"name", change.name}, {"value", change.value}});
  }
  parameters["changes"] = std::move(list);
  const auto what = counted(changes->size(), "parameter");
  auto reply = call_with_progress("Set", std::move(parameters), "changing " + what, line, console);
  if (!reply) return fail(reply.error(), line, console);
  return show_change(
      std::move(*reply),
      [&](const object& change) { return view_of_change(change, line.has("--dry-run")); }, line,
      console);
}

}  // namespace lineman::ctl
