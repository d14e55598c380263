// Whatever somebody gives for a phone configuration file: what is said of it is bounded and may be
// shown, what is taken is permitted, and it is the same after it was written and read again.
#include "datamodel/phone_file.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "datamodel/merged_files.hpp"
#include "datamodel/phone_file_writer.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::datamodel {
namespace {

constexpr unsigned accounts = 2;

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fputs(what, stderr);
  std::abort();
}

void demand_shown(const std::string& text) {
  demand(utf8_length(text).has_value(), "what is said is no UTF-8\n");
  demand(!has_control_character(text), "what is said has a control character\n");
}

void demand_sound(const std::vector<FileRemark>& remarks, unsigned lines) {
  demand(remarks.size() <= maximum_remarks, "too much is said\n");
  for (const auto& [line, sentence] : remarks) {
    demand(line >= 1 && line <= lines, "a remark is about no line\n");
    demand(!sentence.empty(), "there is no sentence\n");
    demand_shown(sentence);
  }
}

void demand_sound(const PhoneFile& file, unsigned lines) {
  demand_sound(file.remarks, lines);
  demand_sound(file.unknown, lines);
  demand(file.skipped >= file.unknown.size(), "more is said than was skipped\n");
  demand(file.problems.size() <= maximum_remarks, "too many problems are told\n");
  demand(file.problem_count >= file.problems.size(), "more is told than there is\n");
  for (const auto& [line, problem] : file.problems) {
    demand(line >= 1 && line <= lines, "a problem is in no line\n");
    demand(!problem.sentence.empty(), "there is no sentence\n");
    demand_shown(problem.sentence);
    demand_shown(problem.name);
    demand_shown(problem.value);
  }
  std::vector<ParameterRef> refs;
  for (const auto& [ref, value, line] : file.values) {
    const auto& kind = ref.parameter().kind;
    demand(line >= 1 && line <= lines, "a value stands in no line\n");
    demand(problem_with(kind, value) == Verdict::good, "a wrong value was taken\n");
    demand(canonical(kind, value) == value, "a value is not in the form of the store\n");
    refs.push_back(ref);
  }
  std::ranges::sort(refs);
  demand(std::ranges::adjacent_find(refs) == refs.end(), "a parameter has two values\n");
}

Values values_of(const PhoneFile& file) {
  Values values;
  for (const auto& each : file.values) values.set(each.ref, each.value);
  return values;
}

// Parse, print, parse is the identity, and nothing is said of what was printed.
void demand_read_back(const Values& values) {
  const auto printed = print_phone_file(values, accounts, Secrets::written);
  const auto again = read_phone_file(printed, accounts);
  demand(again.problems.empty(), "what was written cannot be read\n");
  demand(again.remarks.empty() && again.skipped == 0, "what was written has something to say\n");
  demand(values_of(again) == values, "what was written is something else\n");
  demand(print_phone_file(values_of(again), accounts, Secrets::written) == printed,
         "it is written otherwise each time\n");
}

void check(std::string_view octets) {
  const auto lines = static_cast<unsigned>(1 + std::ranges::count(octets, '\n'));
  for (const auto blank : {Blank::is_wrong, Blank::is_default}) {
    const auto file = read_phone_file(octets, accounts, blank);
    demand_sound(file, lines);
    if (!file.values.empty()) demand_read_back(values_of(file));
  }
  const NamedFile twice[] = {{"a", octets}, {"b", octets}};
  for (const auto overwrite : {Overwrite::no, Overwrite::yes}) {
    const auto once = merge_phone_files({twice, 1}, accounts, overwrite);
    const auto again = merge_phone_files(twice, accounts, overwrite);
    demand(once.values.size() == again.values.size(), "a file twice is something else\n");
    for (std::size_t i = 0; i < once.values.size(); ++i) {
      demand(once.values[i].value == again.values[i].value, "a file twice has other values\n");
    }
  }
}

}  // namespace
}  // namespace lineman::datamodel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string octets(data, data + size);
  lineman::datamodel::check(octets);
  // Most of what is tried would stop at the first line otherwise.
  constexpr std::string_view version = "#!version:1.0.0.1\n";
  if (!octets.starts_with(version)) lineman::datamodel::check(std::string{version} + octets);
  return 0;
}
