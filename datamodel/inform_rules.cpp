#include "datamodel/inform_rules.hpp"

#include "datamodel/inform_pattern.hpp"
#include "datamodel/parameters.hpp"

namespace lineman::datamodel {
namespace {

constexpr auto enable_row = row_at(Object::inform_parameter, "Enable");
constexpr auto name_row = row_at(Object::inform_parameter, "ParameterName");
constexpr auto events_row = row_at(Object::inform_parameter, "EventList");

std::string_view value_of(const Values& values, unsigned number, std::uint16_t row) {
  return values.get({{0, static_cast<std::uint16_t>(number)}, row});
}

// Of two rows that are enabled each has another name: it is their key.
unsigned twin_of(const Values& values, unsigned number) {
  const auto name = value_of(values, number, name_row);
  if (name.empty() || value_of(values, number, enable_row) != "1") return 0;
  for (unsigned other = 1; other <= maximum_inform_parameters; ++other) {
    if (other != number && value_of(values, other, enable_row) == "1" &&
        value_of(values, other, name_row) == name) {
      return other;
    }
  }
  return 0;
}

std::string problem_of(const Values& values, ParameterRef ref) {
  const auto value = values.get(ref);
  if (ref.row == events_row) return problem_with_inform_events(value);
  if (ref.row != name_row && ref.row != enable_row) return {};
  if (ref.row == name_row) {
    if (auto problem = problem_with_inform_name(value); !problem.empty()) return problem;
  }
  const auto twin = twin_of(values, ref.instance.server);
  if (twin == 0) return {};
  return "would make InformParameter " + std::to_string(ref.instance.server) + " the same as " +
         std::to_string(twin);
}

}  // namespace

void check_inform_parameters(const Values& values, std::span<const ParameterRef> changed,
                             Problems& problems) {
  for (const auto ref : changed) {
    if (ref.parameter().table != Table::inform_parameter) continue;
    if (auto sentence = problem_of(values, ref); !sentence.empty()) {
      problems.push_back(
          {ProblemCode::conflict, name_of(ref), std::string{values.get(ref)}, std::move(sentence)});
    }
  }
}

}  // namespace lineman::datamodel
