#include "mibs/notifications/message.hpp"

#include <array>
#include <optional>

#include "datamodel/parameters.hpp"
#include "mibs/objects/objects_root.hpp"

namespace lineman::mibs {
namespace {

using datamodel::MibGroup;
using datamodel::NotificationId;
using datamodel::Rows;

// snmpTraps (RFC 3418)
constexpr std::array<Arc, 9> standard_traps = {1, 3, 6, 1, 6, 3, 1, 1, 5};

constexpr bool carries_a_secret(const datamodel::Notification& row) {
  return std::ranges::any_of(row.objects, [](std::string_view object) {
    return std::ranges::any_of(datamodel::parameters, [&](const datamodel::Parameter& parameter) {
      return parameter.secret && parameter.mib.name == object;
    });
  });
}
static_assert(std::ranges::none_of(datamodel::notifications, carries_a_secret),
              "a notification goes to whoever may be told anything, and carries no secret");

std::vector<Arc> name_of(NotificationId id) {
  std::vector<Arc> name;
  if (datamodel::row_of(id).standard) {
    name.assign(standard_traps.begin(), standard_traps.end());
    name.push_back(id == NotificationId::cold_start ? 1 : 2);
  } else {
    name.assign(objects_root.begin(), objects_root.end() - 1);
    name.push_back(datamodel::notifications_arc);
    name.push_back(static_cast<Arc>(id));
  }
  return name;
}

std::optional<Column> column_named(const MibGroup& group, std::string_view descriptor) {
  for (std::uint16_t at = 0; at < datamodel::parameter_count; ++at) {
    const auto& parameter = datamodel::parameters[at];
    if (group.table == parameter.table && parameter.mib.name == descriptor) {
      return Column{parameter.mib.arc, Column::What::parameter, at};
    }
  }
  std::uint16_t row = 0;
  for (const auto& value : group.values) {
    if (object_name_of(group, value) == descriptor) {
      return Column{value.arc, Column::What::live, row};
    }
    ++row;
  }
  return std::nullopt;
}

std::array<std::uint32_t, 3> index_of(Rows rows, const LoggedEvent& event) {
  if (rows == Rows::event) return {event.index};
  if (rows == Rows::account) return {event.account};
  if (rows == Rows::server) return {event.account, event.server};
  return {};
}

// That there is one was checked by datamodel/mib_layout.cpp.
std::optional<Cell> cell_of(std::string_view descriptor, const LoggedEvent& event) {
  for (const auto& group : datamodel::mib_groups) {
    if (const auto column = column_named(group, descriptor)) {
      return Cell{group.id, *column, index_of(group.rows, event)};
    }
  }
  return std::nullopt;
}

std::vector<Arc> name_of(const Cell& cell) {
  std::array<Arc, ObjectTree::longest> below{};
  const auto count = ObjectTree::write(cell, below);
  std::vector<Arc> name{objects_root.begin(), objects_root.end()};
  name.insert(name.end(), below.begin(), below.begin() + static_cast<std::ptrdiff_t>(count));
  return name;
}

}  // namespace

NotificationMessage message_of(const LoggedEvent& event, const ObjectReader& reader) {
  NotificationMessage message{name_of(event.kind), {}};
  for (const auto descriptor : datamodel::row_of(event.kind).objects) {
    const auto cell = cell_of(descriptor, event);
    if (cell) message.objects.push_back({name_of(*cell), reader.read(*cell)});
  }
  return message;
}

}  // namespace lineman::mibs
