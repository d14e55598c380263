#include "tr069/value_watch.hpp"

#include <algorithm>

#include "daemon/log.hpp"

namespace lineman::cwmp {
namespace {

// What the agent knows without the SIP core.
bool is_of_agent(std::string_view name) {
  return name.starts_with("Device.DeviceInfo.") || name.starts_with("Device.ManagementServer.") ||
         name.starts_with("Device.Time.") || name.starts_with("Device.IP.");
}

}  // namespace

bool is_live(std::string_view name) {
  return !datamodel::find_by_path(name, datamodel::maximum_accounts);
}

ValueWatch::ValueWatch(const DataModel& model, const Status& status, State& state,
                       std::function<void()> want_session)
    : model_{model}, status_{status}, state_{state}, want_session_{std::move(want_session)} {}

void ValueWatch::begin() {
  for (const auto& value : model_.forced_inform()) {
    if (model_.notify(value.name) != Notify::active_at_first) continue;
    state_.notifications.try_emplace(value.name, Notification::active);
  }
}

void ValueWatch::published(std::span<const datamodel::ParameterRef> changed, bool by_acs) {
  std::vector<std::string> names;
  for (const auto& parameter : changed) {
    for (auto& path : model_.paths_of(parameter)) names.push_back(std::move(path));
  }
  note(names, by_acs);
  // What is made of stored values has changed with them; counters and the agent's own have not.
  auto made = live_names(Notification::active);
  const auto passive = live_names(Notification::passive);
  made.insert(made.end(), passive.begin(), passive.end());
  std::erase_if(made, [this](const auto& name) {
    return is_of_agent(name) || model_.notify(name) == Notify::no_active;
  });
  note(that_differ(made), by_acs);
}

void ValueWatch::look() {
  auto names = live_names(Notification::active);
  for (const auto& value : model_.forced_inform()) {
    if (is_forced(value.name) && is_live(value.name)) names.push_back(value.name);
  }
  note(that_differ(names), false);
}

void ValueWatch::look_at_passive() {
  note(that_differ(live_names(Notification::passive)), false);
}

std::vector<ParameterValue> ValueWatch::tell() {
  carried_ = changes_.tell(state_, model_.forced_inform(),
                           [this](std::string_view name) { return model_.value(name); });
  return carried_;
}

void ValueWatch::delivered() {
  changes_.delivered(state_);
  for (const auto& value : carried_) {
    const bool is_watched = is_forced(value.name) || state_.notifications.contains(value.name);
    if (is_watched && is_live(value.name)) state_.told.insert_or_assign(value.name, value.value);
  }
  carried_.clear();
}

bool ValueWatch::is_urgent() const {
  return std::any_of(state_.changed.begin(), state_.changed.end(), [this](const auto& name) {
    return notification_of(state_, name, is_forced(name)) == Notification::active;
  });
}

bool ValueWatch::is_forced(std::string_view name) const {
  return model_.notify(name) == Notify::forced;
}

bool ValueWatch::status_is_known() const {
  return status_.age() != std::chrono::milliseconds::max();
}

std::vector<std::string> ValueWatch::live_names(Notification notification) const {
  std::vector<std::string> names;
  for (const auto& [name, wanted] : state_.notifications) {
    if (wanted == notification && is_live(name)) names.push_back(name);
  }
  return names;
}

std::vector<std::string> ValueWatch::that_differ(const std::vector<std::string>& names) {
  std::vector<ParameterValue> live;
  for (const auto& name : names) {
    if (!status_is_known() && !is_of_agent(name)) continue;
    if (auto value = model_.value(name)) live.push_back(std::move(*value));
  }
  return changed_live_values(state_, live);
}

void ValueWatch::note(const std::vector<std::string>& names, bool by_acs) {
  const auto noted = changes_.note(state_, names, by_acs,
                                   [this](std::string_view name) { return is_forced(name); });
  if (!noted.report.empty()) log::warning(log::Event::acs_event_lost, noted.report);
  if (noted.session) want_session_();
}

}  // namespace lineman::cwmp
