#include "tr069/session/notifications.hpp"

#include <algorithm>

namespace lineman::cwmp {

Notification notification_of(const State& state, std::string_view name, bool forced) {
  if (forced) return Notification::active;
  const auto at = state.notifications.find(name);
  return at == state.notifications.end() ? Notification::off : at->second;
}

void set_notification(State& state, std::string_view name, Notification notification) {
  if (notification != Notification::off) {
    state.notifications.insert_or_assign(std::string{name}, notification);
    return;
  }
  const auto at = state.notifications.find(name);
  if (at != state.notifications.end()) state.notifications.erase(at);
  const auto told = state.told.find(name);
  if (told != state.told.end()) state.told.erase(told);
}

std::vector<std::string> changed_live_values(State& state, std::span<const ParameterValue> live) {
  std::vector<std::string> names;
  for (const auto& parameter : live) {
    const auto [at, is_new] = state.told.try_emplace(parameter.name, parameter.value);
    if (is_new || at->second == parameter.value) continue;
    at->second = parameter.value;
    names.push_back(parameter.name);
  }
  return names;
}

void add_bootstrap(State& state) {
  state.events.add(event::bootstrap);
  state.changed.clear();
  state.transfers.clear();
  state.informs.clear();
}

void add_boot(State& state) {
  state.events.rebooted();
  state.changed.clear();
  state.events.add(event::boot);
}

Noted ValueChanges::note(State& state, std::span<const std::string> names, bool by_acs,
                         const IsForced& forced) {
  Noted noted;
  if (by_acs) return noted;
  bool cut = false;
  for (const auto& name : names) {
    const auto notification = notification_of(state, name, forced(name));
    if (notification == Notification::off) continue;
    noted.stored = true;
    if (notification == Notification::active) noted.session = true;
    std::erase_if(told_, [&](const Told& told) { return told.name == name; });
    if (state.changed.size() < maximum_changed) {
      state.changed.insert(name);
    } else if (!state.changed.contains(name)) {
      cut = true;
    }
  }
  if (noted.stored && !state.events.add(event::value_change)) {
    noted.report = "the queue of events is full; the ACS will not hear of 4 VALUE CHANGE";
  } else if (cut) {
    noted.report = "more than " + std::to_string(maximum_changed) +
                   " changed parameters wait for the ACS; it will not hear of the later ones";
  }
  return noted;
}

std::vector<ParameterValue> ValueChanges::tell(const State& state,
                                               std::vector<ParameterValue> forced,
                                               const ValueOf& value_of) {
  told_.clear();
  auto all = std::move(forced);
  const auto behind_forced = static_cast<std::ptrdiff_t>(all.size());
  for (const auto& name : state.changed) {
    const auto end = all.begin() + behind_forced;
    const auto at =
        std::find_if(all.begin(), end, [&](const auto& value) { return value.name == name; });
    if (at != end) {
      told_.push_back({name, at->value});
      continue;
    }
    auto value = value_of(name);
    told_.push_back({name, value ? std::optional{value->value} : std::nullopt});
    if (value) all.push_back(std::move(*value));
  }
  return all;
}

void ValueChanges::delivered(State& state) {
  for (const auto& told : told_) {
    state.changed.erase(told.name);
    const auto live = state.told.find(told.name);
    if (live != state.told.end() && told.value) live->second = *told.value;
  }
  told_.clear();
}

}  // namespace lineman::cwmp
