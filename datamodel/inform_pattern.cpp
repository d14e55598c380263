#include "datamodel/inform_pattern.hpp"

#include <algorithm>
#include <array>

#include "datamodel/branding.hpp"
#include "datamodel/model_parameters.hpp"
#include "datamodel/text_rules.hpp"

namespace lineman::datamodel {
namespace {

constexpr std::string_view value_change = "4 VALUE CHANGE";

// Those that an EventList may name; methods and vendors have more of their own.
constexpr std::array<std::string_view, 14> events = {
    "0 BOOTSTRAP",
    "1 BOOT",
    "2 PERIODIC",
    "3 SCHEDULED",
    "5 KICKED",
    "6 CONNECTION REQUEST",
    "7 TRANSFER COMPLETE",
    "8 DIAGNOSTICS COMPLETE",
    "9 REQUEST DOWNLOAD",
    "10 AUTONOMOUS TRANSFER COMPLETE",
    "11 DU STATE CHANGE COMPLETE",
    "12 AUTONOMOUS DU STATE CHANGE COMPLETE",
    "13 WAKEUP",
    "14 HEARTBEAT",
};

bool is_row(std::string_view component) {
  if (component == "*") return true;
  return !component.empty() && component[0] != '0' && std::ranges::all_of(component, is_digit);
}

bool is_called(std::string_view name, std::string_view prefix, std::string_view component) {
  return component.starts_with(prefix) && component.substr(prefix.size()) == name;
}

const ObjectRow* child_of(Object parent, std::string_view component) {
  const auto* const at = std::ranges::find_if(objects, [&](const ObjectRow& row) {
    const auto prefix = row.vendor ? branding::vendor_prefix : std::string_view{};
    return row.parent == parent && is_called(row.name, prefix, component);
  });
  return at == objects.end() ? nullptr : at;
}

// Up to the next dot, which goes too.
std::string_view take_component(std::string_view& path) {
  const auto dot = path.find('.');
  const auto component = path.substr(0, dot);
  path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
  return component;
}

// The parameter that a pattern leads to; nothing where it leads to none.
const ModelParameter* parameter_at(std::string_view pattern) {
  auto object = Object::none;
  while (pattern.find('.') != std::string_view::npos) {
    const auto* const child = child_of(object, take_component(pattern));
    if (child == nullptr) return nullptr;
    object = child->object;
    if (child->index != Index::none && !is_row(take_component(pattern))) return nullptr;
  }
  if (object == Object::none) return nullptr;
  const auto list = model_parameters(object);
  const auto at = std::ranges::find(list, pattern, &ModelParameter::name);
  return at == list.end() ? nullptr : &*at;
}

bool is_event(std::string_view code) {
  if (std::ranges::find(events, code) != events.end()) return true;
  return code.size() > 2 && (code.starts_with("M ") || code.starts_with("X "));
}

std::string_view take_event(std::string_view& list) {
  const auto comma = list.find(',');
  auto code = list.substr(0, comma);
  list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  while (code.starts_with(' ')) code.remove_prefix(1);
  while (code.ends_with(' ')) code.remove_suffix(1);
  return code;
}

}  // namespace

std::string problem_with_inform_name(std::string_view pattern) {
  if (pattern.empty()) return {};
  const auto* const parameter = parameter_at(pattern);
  if (parameter == nullptr) return "is no full name of a parameter, with * for rows";
  if (parameter->forced_inform) return "is in every Inform already";
  return {};
}

std::string problem_with_inform_events(std::string_view list) {
  while (!list.empty()) {
    const bool more = list.find(',') != std::string_view::npos;
    const auto code = take_event(list);
    if (code == value_change) return "may not name 4 VALUE CHANGE";
    if (!is_event(code)) return "is no list of events of TR-069";
    if (more && list.empty()) return "ends with a comma";
  }
  return {};
}

bool names_event(std::string_view list, std::string_view code) {
  if (list.empty()) return code != value_change;
  while (!list.empty()) {
    if (take_event(list) == code) return true;
  }
  return false;
}

}  // namespace lineman::datamodel
