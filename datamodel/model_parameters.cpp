#include "datamodel/model_parameters.hpp"

#include <array>
#include <vector>

#include "datamodel/branding.hpp"
#include "datamodel/parameters.hpp"
#include "datamodel/standard_parameters.hpp"

namespace lineman::datamodel {
namespace {

using Lists = std::array<std::vector<ModelParameter>, objects.size()>;

std::string last_part(const Leaf& leaf) {
  return std::string{leaf.vendor ? branding::vendor_prefix : std::string_view{}}.append(leaf.name);
}

void add(Lists& lists, ModelParameter parameter) {
  lists.at(static_cast<std::size_t>(parameter.object)).push_back(std::move(parameter));
}

void add_standard(Lists& lists) {
  for (std::uint16_t row = 0; row < standard_parameter_count; ++row) {
    const auto& is = standard_parameters[row];
    add(lists, {.object = is.tr069.object,
                .name = last_part(is.tr069),
                .source = Source::standard,
                .row = row,
                .kind = is.kind,
                .access = is.access,
                .notify = is.notify,
                .forced_inform = is.forced_inform,
                .help = is.help});
  }
}

void add_stored(Lists& lists, std::uint16_t row, const Leaf& leaf, bool view) {
  if (leaf.object == Object::none) return;
  const auto& is = parameters[row];
  add(lists, {.object = leaf.object,
              .name = last_part(leaf),
              .source = Source::stored,
              .row = row,
              .view = view,
              .kind = is.kind,
              .access = is.acs_only_reads ? Access::read_only : is.access,
              .notify = is.notify,
              .forced_inform = is.forced_inform,
              .secret = is.secret,
              .help = is.help,
              .precondition = is.precondition,
              .applies = is.applies});
}

void add_live(Lists& lists, const MibGroup& group, Object object, std::uint8_t method) {
  if (object == Object::none) return;
  for (std::size_t at = 0; at < group.values.size(); ++at) {
    const auto row = static_cast<std::uint16_t>(at);
    const auto& is = group.values[at];
    const bool is_clock = is.kind.type == Type::gauge && is.kind.unit == "seconds";
    // A session with the ACS changes what is said of sessions: told actively, it would not end.
    const bool is_fast =
        is.kind.type == Type::counter || is_clock || method != 0 || group.id == GroupId::acs;
    add(lists, {.object = object,
                .name = leaf_name_of(is),
                .source = Source::live,
                .row = row,
                .group = group.id,
                .method = method,
                .kind = is.kind,
                .notify = is_fast ? Notify::no_active : Notify::permitted,
                .help = is.help});
  }
}

static_assert(method_objects.size() == method_names.size(), "each method has one object");

Lists all() {
  Lists lists;
  add_standard(lists);
  for (std::uint16_t row = 0; row < parameter_count; ++row) {
    add_stored(lists, row, parameters[row].tr069, false);
    for (const auto& view : parameters[row].views) add_stored(lists, row, view, true);
  }
  for (const auto& group : mib_groups) add_live(lists, group, group.tr069, 0);
  std::uint8_t method = 0;
  for (const auto object : method_objects) {
    add_live(lists, group_of(GroupId::method), object, ++method);
  }
  return lists;
}

}  // namespace

Instance ModelParameter::stored_instance(Instance row_of_object) const {
  switch (parameters[row].table) {
    case Table::phone:
      return {};
    case Table::inform_parameter:
      return {0, row_of_object.server};
    case Table::account:
      return {row_of_object.account, 0};
    case Table::sip_server:
    case Table::outbound_proxy:
      return {row_of_object.account,
              row_of_object.server == 0 ? std::uint16_t{1} : row_of_object.server};
  }
  return {};
}

std::span<const ModelParameter> model_parameters(Object object) {
  static const Lists lists = all();
  return lists.at(static_cast<std::size_t>(object));
}

}  // namespace lineman::datamodel
