#include <boost/json/array.hpp>
#include <ostream>

#include "ctl/json_reading.hpp"
#include "ctl/output.hpp"
#include "ctl/phone_files.hpp"
#include "ctl/placed_lines.hpp"
#include "ctl/printers.hpp"
#include "ctl/verbs.hpp"
#include "ctl/views.hpp"
#include "datamodel/merged_files.hpp"

namespace lineman::ctl {
namespace {

using boost::json::array;
using boost::json::object;

void add_place(object& to, const datamodel::Place& place) {
  to["file"] = nullptr;
  to["line"] = nullptr;
  if (place.file.empty()) return;
  to["file"] = place.file;
  to["line"] = place.line;
}

void add_problems(array& to, const std::vector<datamodel::PlacedProblem>& problems) {
  for (const auto& [place, problem] : problems) {
    object each{{"name", problem.name},
                {"value", problem.value},
                {"problem", problem.sentence},
                {"code", datamodel::to_string(problem.code)}};
    add_place(each, place);
    to.push_back(std::move(each));
  }
}

void add_remarks(array& to, const std::vector<datamodel::PlacedRemark>& remarks) {
  for (const auto& [place, sentence] : remarks) {
    if (to.size() >= datamodel::maximum_remarks) return;
    object each{{"remark", sentence}};
    add_place(each, place);
    to.push_back(std::move(each));
  }
}

std::string count_of(std::size_t number, std::string_view one, std::string_view several) {
  return std::to_string(number) + ' ' + std::string{number == 1 ? one : several};
}

// Lines that editors and CI find their way by, whatever the width of a terminal.
void print_lines(const object& result, std::ostream& out) {
  const auto& problems = array_of(result, "problems");
  for_each_object(problems, [&](const object& each) {
    out << printable(placed_line(each, "problem")) << '\n';
  });
  for_each_object(array_of(result, "remarks"), [&](const object& each) {
    out << printable(placed_line(each, "remark")) << '\n';
  });
  out << count_of(problems.size(), "problem", "problems") << ", "
      << count_of(number_of(result, "skipped"), "line", "lines") << " skipped\n";
}

object check_files(std::span<const datamodel::NamedFile> files, unsigned accounts) {
  const auto merged = datamodel::merge_phone_files(files, accounts, datamodel::Overwrite::no);
  array problems;
  add_problems(problems, merged.problems);
  add_problems(problems, conflicts_of(merged, {}, accounts));
  array remarks;
  add_remarks(remarks, merged.remarks);
  add_remarks(remarks, merged.unknown);
  return {{"version", 1},
          {"problems", std::move(problems)},
          {"skipped", merged.skipped},
          {"remarks", std::move(remarks)}};
}

Document view_of_check(const object& result) {
  Section section;
  section.fields.push_back(
      {"skipped", "Skipped", {.value = std::to_string(number_of(result, "skipped"))}});
  return {section, placed_section("problem", array_of(result, "problems"), "problem"),
          placed_section("remark", array_of(result, "remarks"), "remark")};
}

}  // namespace

int run_check(const CommandLine& line, Console& console) {
  auto accounts = std::optional{datamodel::maximum_accounts};
  if (const auto option = line.options.find("--accounts"); option != line.options.end()) {
    accounts = to_count(option->second, datamodel::maximum_accounts);
    if (!accounts) {
      return misuse(
          "'" + option->second + "' is not 1 to " + std::to_string(datamodel::maximum_accounts),
          line, console);
    }
  }
  const auto files = read_files(line.words, console.in);
  if (!files) {
    if (files.error().usage) return misuse(files.error().sentence, line, console);
    return fail({.sentence = files.error().sentence}, line, console);
  }
  std::vector<datamodel::NamedFile> named;
  named.reserve(files->size());
  for (const auto& file : *files) named.push_back({file.name, file.octets});
  const auto result = check_files(named, *accounts);
  if (line.format == Format::text) {
    print_lines(result, console.out);
  } else {
    show(
        result, [&] { return view_of_check(result); }, line, console);
  }
  return array_of(result, "problems").empty() ? exit_done : exit_failed;
}

}  // namespace lineman::ctl
