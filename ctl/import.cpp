#include <algorithm>
#include <boost/json/array.hpp>

#include "ctl/change_options.hpp"
#include "ctl/guard_wait.hpp"
#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/phone_files.hpp"
#include "ctl/placed_lines.hpp"
#include "ctl/progress.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"
#include "datamodel/phone_file.hpp"
#include "datamodel/phone_text.hpp"

namespace lineman::ctl {
namespace {

using boost::json::array;
using boost::json::object;

// What a message can carry is UTF-8; of a file in Latin-1 it tells itself, since the agent cannot
// know.
array as_parameter(const std::vector<GivenFile>& files, array& remarks) {
  array list;
  for (const auto& file : files) {
    auto characters = datamodel::read_characters(file.octets);
    if (characters.latin_1_line != 0) {
      remarks.push_back(object{{"file", file.name},
                               {"line", characters.latin_1_line},
                               {"remark", datamodel::latin_1_sentence}});
    }
    list.push_back(object{{"name", file.name}, {"text", std::move(characters.text)}});
  }
  return list;
}

// The first ones of both.
void put_before(array& remarks, object& reply) {
  for (const auto& each : array_of(reply, "remarks")) remarks.push_back(each);
  if (remarks.size() > datamodel::maximum_remarks) remarks.resize(datamodel::maximum_remarks);
  reply["remarks"] = std::move(remarks);
}

// As many as there are lines with a value; for a person who waits.
std::size_t count_of_names(const std::vector<GivenFile>& files) {
  std::size_t count = 0;
  for (const auto& file : files) {
    count += static_cast<std::size_t>(std::ranges::count(file.octets, '='));
  }
  return count;
}

Cell value_cell(const object& difference, std::string_view member) {
  auto value = text_of(difference, member);
  if (value.empty()) return {.value = {}, .shown = "(empty)", .tone = Tone::faint};
  return {.value = std::move(value)};
}

}  // namespace

Section differences_section(const object& reply) {
  Section section{.key = "difference"};
  section.table.columns = {{"name", "NAME"}, {"from", "FROM"}, {"to", "TO"}};
  for_each_object(array_of(reply, "differences"), [&](const object& difference) {
    const auto name = text_of(difference, "name");
    section.table.rows.push_back(
        {name, {{.value = name}, value_cell(difference, "from"), value_cell(difference, "to")}});
  });
  return section;
}

Document view_of_change_with_differences(const object& reply, bool dry_run) {
  auto document = view_of_change(reply, dry_run);
  // The differences name them with their values.
  for (auto& field : document.front().fields) {
    if (field.key.starts_with("changed.")) field.for_programs = true;
  }
  if (auto section = differences_section(reply); !section.table.rows.empty()) {
    document.push_back(std::move(section));
  }
  return document;
}

Document view_of_import(const object& reply, bool dry_run) {
  auto document = view_of_change_with_differences(reply, dry_run);
  auto& change = document.front();
  const auto skipped = number_of(reply, "skipped");
  change.fields.push_back({"skipped",
                           "Skipped",
                           {.value = std::to_string(skipped),
                            .shown = std::to_string(skipped) +
                                     " lines, whose names are none of this phone's parameters"},
                           skipped == 0});
  if (const auto& remarks = array_of(reply, "remarks"); !remarks.empty()) {
    document.push_back(placed_section("remark", remarks, "remark"));
  }
  return document;
}

int run_import(const CommandLine& line, Console& console) {
  object parameters;
  if (line.has("--overwrite")) parameters["overwrite"] = true;
  if (const auto wrong = add_change_options(line, parameters)) return misuse(*wrong, line, console);
  const auto files = read_files(line.words, console.in);
  if (!files) {
    if (files.error().usage) return misuse(files.error().sentence, line, console);
    return fail({.sentence = files.error().sentence}, line, console);
  }
  array remarks;
  parameters["files"] = as_parameter(*files, remarks);
  const auto what = "importing " + counted(files->size(), "file") + ", " +
                    counted(count_of_names(*files), "name");
  auto reply = call_with_progress("Import", std::move(parameters), what, line, console);
  if (!reply) return fail(reply.error(), line, console);
  put_before(remarks, *reply);
  return show_change(
      std::move(*reply),
      [&](const object& change) { return view_of_import(change, line.has("--dry-run")); }, line,
      console);
}

}  // namespace lineman::ctl
