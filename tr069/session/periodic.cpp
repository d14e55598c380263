#include "tr069/session/periodic.hpp"

#include <algorithm>

namespace lineman::cwmp {
namespace {

using std::chrono::seconds;

seconds interval_of(const PeriodicSettings& settings) {
  return std::clamp(settings.interval, seconds{1}, longest_interval);
}

}  // namespace

WallTime next_periodic(const PeriodicSettings& settings, WallTime wall) {
  const WallTime::duration interval = interval_of(settings);
  if (!settings.phase) return wall + interval;
  // What has passed since the last permitted time, also where the phase is yet to come. Each time
  // is reduced alone: the difference of far ones would not fit.
  const WallTime::duration phase = settings.phase->time_since_epoch() % interval_of(settings);
  auto passed = (wall.time_since_epoch() % interval - phase) % interval;
  if (passed < WallTime::duration::zero()) passed += interval;
  return wall + (interval - passed);
}

void Periodic::set(const PeriodicSettings& settings, TimePoint now, WallTime wall) {
  if (settings == settings_) return;
  settings_ = settings;
  due_.reset();
  if (settings.enabled) due_ = now + (next_periodic(settings, wall) - wall);
}

void Periodic::fired(TimePoint now, WallTime wall) {
  if (!settings_.enabled) return;
  auto next = next_periodic(settings_, wall);
  const WallTime::duration interval = interval_of(settings_);
  if (next - wall < interval / 2) next += interval;
  due_ = now + (next - wall);
}

}  // namespace lineman::cwmp
