#include "daemon/settings.hpp"

#include <algorithm>

#include "daemon/log.hpp"

namespace lineman::daemon {
namespace {

// "snmp.user." of "snmp.user.N.name"
std::string_view family_of(std::string_view name) {
  return name.substr(0, name.find("N."));
}

}  // namespace

std::string to_string(const SettingProblem& problem) {
  std::string text = log::printable(problem.file) + ':';
  if (problem.line != 0) text += std::to_string(problem.line) + ':';
  return text + ' ' + log::printable(problem.sentence);
}

std::string_view Settings::text(SettingName name, unsigned index) const {
  const auto found = values_.find({name.row(), index});
  return found != values_.end() ? std::string_view(found->second)
                                : settings_table.at(name.row()).initial;
}

bool Settings::is_set(SettingName name, unsigned index) const {
  return values_.contains({name.row(), index});
}

bool Settings::yes(SettingName name, unsigned index) const {
  const auto value = text(name, index);
  return value == "yes" || value == "1";
}

std::uint32_t Settings::number(SettingName name, unsigned index) const {
  return static_cast<std::uint32_t>(datamodel::to_integer(text(name, index)).value_or(0));
}

std::uint32_t Settings::per_second(SettingName name) const {
  const auto value = text(name);
  return static_cast<std::uint32_t>(
      datamodel::to_integer(value.substr(0, value.find('/'))).value_or(0));
}

std::vector<std::string> Settings::words(SettingName name, unsigned index) const {
  std::vector<std::string> words;
  auto rest = text(name, index);
  if (rest == "off") return words;
  while (true) {
    const auto begin = rest.find_first_not_of(' ');
    if (begin == std::string_view::npos) return words;
    rest.remove_prefix(begin);
    const auto end = std::min(rest.find(' '), rest.size());
    words.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end);
  }
}

std::vector<unsigned> Settings::indices(SettingName name) const {
  const auto family = family_of(settings_table.at(name.row()).name);
  std::vector<unsigned> found;
  for (const auto& [place, value] : values_) {
    if (place.second != 0 && settings_table.at(place.first).name.starts_with(family)) {
      found.push_back(place.second);
    }
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void Settings::set(std::size_t row, unsigned index, std::string value) {
  values_[{row, index}] = std::move(value);
}

void Settings::forget(std::size_t row, unsigned index) {
  values_.erase({row, index});
}

std::string name_of(std::size_t row, unsigned index) {
  std::string name{settings_table.at(row).name};
  const auto mark = name.find("N.");
  if (mark != std::string::npos) name.replace(mark, 1, std::to_string(index));
  return name;
}

std::vector<std::string> changed_settings(const Settings& before, const Settings& after,
                                          const std::function<bool(const Setting&)>& which) {
  auto places = before.said();
  places.insert(after.said().begin(), after.said().end());
  std::vector<std::string> names;
  for (const auto& [place, value] : places) {
    const auto old = before.said().find(place);
    const auto fresh = after.said().find(place);
    const bool same =
        old != before.said().end() && fresh != after.said().end() && old->second == fresh->second;
    if (!same && which(settings_table.at(place.first))) {
      names.push_back(name_of(place.first, place.second));
    }
  }
  return names;
}

}  // namespace lineman::daemon
