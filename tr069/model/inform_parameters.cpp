#include "tr069/model/inform_parameters.hpp"

#include <string>

#include "datamodel/parameters.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::Object;
using datamodel::ParameterRef;
using datamodel::row_at;

constexpr auto enable_row = row_at(Object::inform_parameter, "Enable");
constexpr auto alias_row = row_at(Object::inform_parameter, "Alias");
constexpr auto name_row = row_at(Object::inform_parameter, "ParameterName");
constexpr auto events_row = row_at(Object::inform_parameter, "EventList");

ParameterRef ref_of(unsigned number, std::uint16_t row) {
  return {{0, static_cast<std::uint16_t>(number)}, row};
}

}  // namespace

bool is_inform_parameter(const datamodel::Values& values, unsigned number) {
  return number >= 1 && number <= datamodel::maximum_inform_parameters &&
         !values.get(ref_of(number, alias_row)).empty();
}

std::vector<InformParameter> inform_parameters(const datamodel::Values& values) {
  std::vector<InformParameter> list;
  for (std::uint16_t number = 1; number <= datamodel::maximum_inform_parameters; ++number) {
    if (!is_inform_parameter(values, number)) continue;
    list.push_back({.number = number,
                    .enable = values.get(ref_of(number, enable_row)) == "1",
                    .name = values.get(ref_of(number, name_row)),
                    .events = values.get(ref_of(number, events_row))});
  }
  return list;
}

std::optional<std::uint16_t> free_inform_parameter(const datamodel::Values& values, unsigned last) {
  constexpr auto places = datamodel::maximum_inform_parameters;
  for (unsigned step = 0; step < places; ++step) {
    const unsigned number = (last + step) % places + 1;
    if (!is_inform_parameter(values, number)) return static_cast<std::uint16_t>(number);
  }
  return std::nullopt;
}

std::vector<Change> added_inform_parameter(std::uint16_t number) {
  auto changes = deleted_inform_parameter(number);
  for (auto& change : changes) {
    // TR-106, 3.6.1: what the phone chooses begins so.
    if (change.parameter.row == alias_row) change.value = "cpe-" + std::to_string(number);
  }
  return changes;
}

std::vector<Change> deleted_inform_parameter(std::uint16_t number) {
  std::vector<Change> changes;
  for (const auto row : {enable_row, alias_row, name_row, events_row}) {
    changes.push_back({ref_of(number, row), std::string{datamodel::parameters[row].initial}});
  }
  return changes;
}

}  // namespace lineman::cwmp
