#include "tr069/attributes.hpp"

#include "tr069/value_watch.hpp"

namespace lineman::cwmp {
namespace {

constexpr std::string_view subscriber = "Subscriber";
constexpr unsigned last_lightweight = 6;  // 3 to 6 are TR-069's lightweight notifications

tl::unexpected<Fault> fault(FaultCode code, std::string sentence) {
  return tl::unexpected(Fault{.code = code, .sentence = std::move(sentence)});
}

// The notification that an entry asks for.
tl::expected<Notification, Fault> notification_in(const SetAttributes& entry) {
  if (!entry.notification) {
    return fault(FaultCode::invalid_arguments, entry.name + ": Notification is missing");
  }
  const auto number = *entry.notification;
  if (number <= static_cast<unsigned>(Notification::active))
    return Notification{static_cast<std::uint8_t>(number)};
  const auto what = entry.name + ": Notification " + std::to_string(number);
  if (number <= last_lightweight) {
    return fault(FaultCode::notification_rejected, what + ", lightweight, is not offered");
  }
  return fault(FaultCode::invalid_arguments, what + " is not between 0 and 6");
}

// What is active at first stays in the state where it is turned off: else it would be active again.
void set(const DataModel& model, State& state, const std::string& name, Notification wanted) {
  set_notification(state, name, wanted);
  if (wanted == Notification::off && model.notify(name) == Notify::active_at_first) {
    state.notifications[name] = wanted;
  }
}

// One entry of the list, for every parameter that its name stands for; `asked` counts them.
tl::expected<void, Fault> apply(const DataModel& model, State& state, const SetAttributes& entry,
                                std::size_t& asked) {
  const auto names = model.leaves(entry.name);
  if (!names) return tl::unexpected(names.error());
  asked += names->size();
  if (asked > maximum_asked_parameters) return tl::unexpected(too_many_parameters());
  const auto access_list_is_ours =
      entry.access_list.size() == 1 && entry.access_list.front() == subscriber;
  if (entry.access_list_change && !access_list_is_ours) {
    return fault(FaultCode::request_denied, entry.name + ": the access list is always Subscriber");
  }
  if (!entry.notification_change) return {};
  const auto wanted = notification_in(entry);
  if (!wanted) return tl::unexpected(wanted.error());
  const bool is_named = names->size() == 1 && names->front() == entry.name;
  for (const auto& name : *names) {
    const auto permitted = model.notify(name);
    if (permitted == Notify::forced) {
      if (is_named && *wanted != Notification::active) {
        return fault(FaultCode::notification_rejected, name + ": active notification is forced");
      }
      continue;
    }
    if (permitted == Notify::no_active && *wanted == Notification::active) {
      return fault(FaultCode::notification_rejected,
                   name + " changes too often to be told of each time");
    }
    set(model, state, name, *wanted);
  }
  return {};
}

// From now on a live value that differs from this one is news.
void note_present_values(const DataModel& model, State& state) {
  for (const auto& [name, notification] : state.notifications) {
    if (notification == Notification::off || state.told.contains(name) || !is_live(name)) continue;
    if (auto value = model.value(name)) state.told.emplace(name, std::move(value->value));
  }
}

}  // namespace

tl::expected<State, Fault> with_attributes(const DataModel& model, State state,
                                           std::span<const SetAttributes> list) {
  std::size_t asked = 0;
  for (const auto& entry : list) {
    if (auto applied = apply(model, state, entry, asked); !applied) {
      return tl::unexpected(std::move(applied.error()));
    }
  }
  note_present_values(model, state);
  if (!has_room(state)) {
    return fault(FaultCode::resources_exceeded, "there is no room for more attributes");
  }
  return state;
}

tl::expected<std::vector<ParameterAttributes>, Fault> attributes_of(
    const DataModel& model, const State& state, std::span<const std::string> names) {
  std::vector<ParameterAttributes> result;
  for (const auto& path : names) {
    const auto leaves = model.leaves(path);
    if (!leaves) return tl::unexpected(leaves.error());
    for (const auto& name : *leaves) {
      const bool forced = model.notify(name) == Notify::forced;
      result.push_back({.name = name,
                        .notification = notification_of(state, name, forced),
                        .access_list = {std::string{subscriber}}});
    }
    if (result.size() > maximum_asked_parameters) return tl::unexpected(too_many_parameters());
  }
  return result;
}

}  // namespace lineman::cwmp
