#include "ctl/name_completion.hpp"

#include <algorithm>
#include <map>

#include "datamodel/parameter_ref.hpp"

namespace lineman::ctl {
namespace {

using namespace datamodel;

bool has_capital(std::string_view text) {
  return std::ranges::any_of(text, [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

std::vector<std::string> names_of(ParameterRef ref, bool other_forms) {
  std::vector<std::string> names;
  // A parameter that the phone's files do not have goes by its path.
  if (!ref.parameter().name.empty()) names.push_back(name_of(ref));
  if (!other_forms) return names;
  names.push_back(tr069_name_of(ref));
  if (auto object = object_name_of(ref); !object.empty()) names.push_back(std::move(object));
  return names;
}

// Parts that are numbers in the order of numbers.
struct ByPart {
  static std::string_view part_of(std::string_view& text) {
    const auto end = text.find('.');
    const auto part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return part;
  }
  static bool is_number(std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  }
  bool operator()(std::string_view a, std::string_view b) const {
    while (!a.empty() && !b.empty()) {
      const auto left = part_of(a);
      const auto right = part_of(b);
      if (left == right) continue;
      if (is_number(left) && is_number(right) && left.size() != right.size())
        return left.size() < right.size();
      return left < right;
    }
    return a.size() < b.size();
  }
};

using Found = std::map<std::string, std::string, ByPart>;  // with their help

Found one_part_further(std::string_view begun, unsigned accounts, std::string_view ending,
                       bool writable) {
  Found found;
  const bool other_forms = has_capital(begun);
  for (const auto ref : all_of(accounts)) {
    const auto& row = ref.parameter();
    if (writable && row.access != Access::read_write) continue;
    for (auto& name : names_of(ref, other_forms)) {
      if (!name.starts_with(begun)) continue;
      const auto stop = name.find('.', begun.size());
      if (stop == std::string::npos) {
        found.emplace(name + std::string{ending}, row.help);
      } else {
        found.emplace(name.substr(0, stop + 1), "");
      }
    }
  }
  return found;
}

std::vector<Candidate> values_of(const Parameter& row) {
  if (row.secret) return {{"@", "from a file"}, {"-", "from standard input"}};
  if (row.kind.type == Type::boolean) return {{"0", "no"}, {"1", "yes"}};
  std::vector<Candidate> values;
  for (const auto& label : row.kind.labels) {
    values.push_back({std::to_string(label.number), std::string{label.mib}});
  }
  if (values.empty() && !row.initial.empty())
    values.push_back({std::string{row.initial}, "default"});
  return values;
}

}  // namespace

std::vector<Candidate> complete_name(std::string_view begun, unsigned accounts,
                                     std::string_view ending, bool writable) {
  auto found = one_part_further(begun, accounts, ending, writable);
  // Where there is only one way on, it is taken at once.
  while (found.size() == 1 && found.begin()->first.ends_with('.')) {
    const auto further = found.begin()->first;
    found = one_part_further(further, accounts, ending, writable);
  }
  std::vector<Candidate> candidates;
  for (const auto& [name, help] : found) candidates.push_back({name, help});
  return candidates;
}

Completion complete_change(std::string_view begun, unsigned accounts) {
  const auto equals = begun.find('=');
  if (equals == std::string_view::npos) return {complete_name(begun, accounts, "=", true)};
  const auto name = std::string{begun.substr(0, equals + 1)};
  const auto value = begun.substr(equals + 1);
  if (value.starts_with('@')) return {.files_after = name + '@'};
  const auto ref = find(begun.substr(0, equals), accounts);
  if (!ref) return {};
  Completion completion;
  for (const auto& each : values_of(ref->parameter())) {
    if (each.word.starts_with(value))
      completion.candidates.push_back({name + each.word, each.help});
  }
  return completion;
}

}  // namespace lineman::ctl
