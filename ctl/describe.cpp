#include "ctl/description.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/name_suggestion.hpp"
#include "ctl/output.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"

namespace lineman::ctl {
namespace {

using boost::json::object;

void add(Section& section, std::string key, std::string label, const object& description) {
  auto value = text_of(description, key);
  if (!value.empty())
    section.fields.push_back({std::move(key), std::move(label), {.value = std::move(value)}});
}

}  // namespace

Document view_of_description(const object& description) {
  Section section;
  add(section, "name", "Name", description);
  add(section, "help", "Meaning", description);
  add(section, "kind", "Kind", description);
  add(section, "permitted", "Permitted", description);
  const auto initial = text_of(description, "default");
  section.fields.push_back(
      {"default", "Default", {.value = initial, .shown = initial.empty() ? "empty" : ""}});
  add(section, "unit", "Unit", description);
  add(section, "precondition", "Condition", description);
  add(section, "access", "Access", description);
  add(section, "applies", "Takes effect", description);
  add(section, "tr069", "TR-069", description);
  add(section, "object", "MIB object", description);
  add(section, "oid", "OID", description);
  if (const auto& also = array_of(description, "also"); !also.empty()) {
    unsigned count = 0;
    for (const auto& path : also) {
      const auto* text = path.if_string();
      ++count;
      section.fields.push_back({"also." + std::to_string(count),
                                count == 1 ? "Also as" : "",
                                {.value = text == nullptr ? std::string{} : std::string{*text}}});
    }
  }
  return {section};
}

int run_describe(const CommandLine& line, Console& console) {
  const auto& name = line.words.front();
  const auto ref = datamodel::find(name, datamodel::maximum_accounts);
  if (!ref) {
    const auto close = closest_name(name);
    const auto hint = close.empty() ? ": 'linemanctl get \"*\"' lists all" : ": perhaps " + close;
    return fail({.sentence = "'" + name + "' is no parameter" + hint}, line, console);
  }
  const auto description = describe(*ref);
  return show(
      description, [&] { return view_of_description(description); }, line, console);
}

}  // namespace lineman::ctl
