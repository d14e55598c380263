#include "datamodel/export/mib_objects.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "datamodel/branding.hpp"
#include "datamodel/parameters.hpp"

namespace lineman::datamodel::smi {
namespace {

std::string description_of(const Parameter& row) {
  auto text = sentence(row.help);
  if (!row.precondition.empty()) text += ' ' + sentence(row.precondition);
  if (row.applies == Applies::restart) text += " A change acts after the next start.";
  if (row.secret) text += " Reads as an empty text; can be set over authPriv only.";
  return text;
}

ObjectType object_of(const MibGroup& group, const Parameter& row) {
  ObjectType object;
  object.name = row.mib.name;
  object.syntax = syntax_of(row.kind);
  object.units = units_of(row.kind);
  object.access = row.access == Access::read_write ? "read-write" : "read-only";
  object.description = description_of(row);
  if (!row.name.empty()) object.reference = fmt::format("In the phone's files: {}", row.name);
  object.default_value = default_of(row.kind, row.initial);
  object.parent = parent_of(group);
  object.arc = row.mib.arc;
  return object;
}

// The object that says since when the counters of a group count (RFC 4181, 4.6.1.2).
std::string_view discontinuity_of(GroupId group) {
  switch (group) {
    case GroupId::account_status:
      return "accountDiscontinuityTime";
    case GroupId::server_status:
    case GroupId::method:
      return "sipServerDiscontinuityTime";
    case GroupId::core:
    case GroupId::dns:
      return "coreStarted";
    case GroupId::acs:
      return "acsStarted";
    default:
      return "snmpAgentStarted";
  }
}

ObjectType object_of(const MibGroup& group, const LiveValue& value) {
  ObjectType object;
  object.name = object_name_of(group, value);
  object.syntax = syntax_of(value.kind);
  object.units = units_of(value.kind);
  object.access = "read-only";
  object.description = sentence(value.help);
  if (value.kind.type == Type::timestamp) {
    object.description += " In UTC; eight zero octets where there is none.";
  }
  if (value.kind.type == Type::counter) {
    object.description += fmt::format(" Counts since {}.", discontinuity_of(group.id));
  }
  object.parent = parent_of(group);
  object.arc = value.arc;
  return object;
}

ObjectType config_serial_object(const MibGroup& group) {
  ObjectType object;
  object.name = config_serial.name;
  object.syntax = "TestAndIncr";
  object.access = "read-write";
  object.description =
      "An advisory lock: a manager that reads it first and sets it to what it read, in the SET "
      "that "
      "changes parameters, is refused if another manager did so in between.";
  object.parent = parent_of(group);
  object.arc = config_serial.arc;
  return object;
}

ObjectType index_object(const MibGroup& group, std::string_view name, std::string_view syntax,
                        std::string_view description) {
  ObjectType object;
  object.name = name;
  object.syntax = syntax;
  object.access = "not-accessible";
  object.description = description;
  object.parent = parent_of(group);
  object.arc = 1;
  return object;
}

}  // namespace

std::string capitalised(std::string_view text) {
  std::string result{text};
  if (!result.empty() && result.front() >= 'a' && result.front() <= 'z') {
    result.front() = static_cast<char>(result.front() - 'a' + 'A');
  }
  return result;
}

std::string sentence(std::string_view text) {
  auto line = capitalised(text) + '.';
  std::ranges::replace(line, '"', '\'');
  return line;
}

std::string parent_of(const MibGroup& group) {
  return std::string{group.name} + (group.rows == Rows::scalar ? "Objects" : "Entry");
}

std::string oid_below(const MibGroup& group, unsigned arc) {
  return fmt::format("1.3.6.1.4.1.{}.{}.{}.{}.{}{}.{}", branding::enterprise, modules_arc,
                     sip_module_arc, objects_arc, group.arc, group.rows == Rows::scalar ? "" : ".1",
                     arc);
}

std::vector<std::string_view> index_columns(Rows rows) {
  switch (rows) {
    case Rows::scalar:
      return {};
    case Rows::account:
      return {account_index};
    case Rows::server:
      return {account_index, server_index};
    case Rows::outbound_proxy:
      return {account_index, outbound_proxy_index};
    case Rows::target:
      return {account_index, server_index, target_index};
    case Rows::method:
      return {account_index, server_index, method_index};
    case Rows::event:
      return {event_index};
    case Rows::receiver:
      return {receiver_index};
  }
  return {};
}

std::vector<ObjectType> index_of(const MibGroup& group) {
  switch (group.id) {
    case GroupId::account:
      return {index_object(group, account_index, "Unsigned32 (1..512)", "Number of the account.")};
    case GroupId::server:
      return {index_object(group, server_index,
                           fmt::format("Unsigned32 (1..{})", servers_per_account),
                           "Number of the server: 1 the working server, 2 the fallback server.")};
    case GroupId::outbound_proxy:
      return {index_object(group, outbound_proxy_index,
                           fmt::format("Unsigned32 (1..{})", servers_per_account),
                           "Number of the outbound proxy.")};
    case GroupId::target:
      return {index_object(group, target_index, fmt::format("Unsigned32 (1..{})", maximum_targets),
                           "Place of the target in the order in which they are tried.")};
    case GroupId::method:
      return {index_object(group, method_index, syntax_of(enumeration(method_labels)),
                           "Method of the requests.")};
    case GroupId::event_log:
      return {index_object(group, event_index, "Unsigned32 (1..4294967295)",
                           "Number of the event; 1 is the first one after the start of the "
                           "management agent.")};
    case GroupId::receiver:
      return {index_object(group, receiver_index,
                           fmt::format("Unsigned32 (1..{})", maximum_receivers),
                           "Number of the receiver.")};
    default:
      return {};
  }
}

std::vector<ObjectType> objects_of(const MibGroup& group) {
  std::vector<ObjectType> all;
  for (const auto& row : parameters) {
    if (group.table == row.table && !row.mib.name.empty()) all.push_back(object_of(group, row));
  }
  for (const auto& value : group.values) all.push_back(object_of(group, value));
  if (group.id == GroupId::configuration) all.push_back(config_serial_object(group));
  std::ranges::sort(all, {}, &ObjectType::arc);
  return all;
}

}  // namespace lineman::datamodel::smi
