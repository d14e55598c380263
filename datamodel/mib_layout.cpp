#include "datamodel/mib_layout.hpp"

#include <algorithm>

#include "datamodel/parameters.hpp"

namespace lineman::datamodel {
namespace {

constexpr char upper(char letter) {
  return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

constexpr bool groups_are_in_order() {
  for (std::size_t i = 0; i < std::size(mib_groups); ++i) {
    if (static_cast<std::size_t>(mib_groups[i].id) != i) return false;
  }
  return std::size(mib_groups) == static_cast<std::size_t>(GroupId::acs) + 1;
}
static_assert(groups_are_in_order(), "each group has one row, in the order of the enumeration");

constexpr bool arcs_are_unique(const MibGroup& group) {
  for (std::size_t i = 0; i < group.values.size(); ++i) {
    const unsigned arc = group.values[i].arc;
    if (arc == 0 || (group.rows != Rows::scalar && arc == 1)) return false;
    if (group.id == GroupId::configuration && arc == config_serial.arc) return false;
    for (std::size_t j = i + 1; j < group.values.size(); ++j) {
      if (group.values[j].arc == arc) return false;
    }
  }
  return true;
}
static_assert(std::ranges::all_of(mib_groups, arcs_are_unique),
              "no two live values of a group have the same arc, and column 1 is the index");

static_assert(std::ranges::all_of(mib_groups,
                                  [](const MibGroup& group) {
                                    return group.table.has_value() == group.values.empty();
                                  }),
              "a group has either parameters or live values");

// Whether `descriptor` is the value's name behind the prefix of its group.
constexpr bool is_named(const MibGroup& group, const LiveValue& value,
                        std::string_view descriptor) {
  if (!descriptor.starts_with(group.prefix)) return false;
  const auto rest = descriptor.substr(group.prefix.size());
  return rest.size() == value.name.size() && rest.front() == upper(value.name.front()) &&
         rest.substr(1) == value.name.substr(1);
}

constexpr bool is_object(std::string_view descriptor) {
  for (const auto& row : parameters) {
    if (row.mib.name == descriptor) return true;
  }
  for (const auto& group : mib_groups) {
    for (const auto& value : group.values) {
      if (is_named(group, value, descriptor)) return true;
    }
  }
  return false;
}
static_assert(std::ranges::all_of(notifications,
                                  [](const Notification& row) {
                                    return std::ranges::all_of(row.objects, is_object);
                                  }),
              "a notification names objects of the module");

}  // namespace

std::string leaf_name_of(const LiveValue& value) {
  std::string name{value.name};
  name.front() = upper(name.front());
  return name;
}

std::string object_name_of(const MibGroup& group, const LiveValue& value) {
  return std::string{group.prefix} + leaf_name_of(value);
}

}  // namespace lineman::datamodel
