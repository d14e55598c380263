#include "tr069/model/stable_numbers.hpp"

#include <algorithm>

namespace lineman::cwmp {

void StableNumbers::set(const std::vector<std::string>& names) {
  there_.clear();
  for (const auto& name : names) {
    const auto at = known_.find(name);
    there_.emplace(name, at == known_.end() ? 0 : at->second);
  }
  if (known_.size() > most_remembered) known_.clear();
  for (const auto& [name, number] : there_) {
    if (number != 0) known_.emplace(name, number);
  }
  for (const auto& name : names) {
    auto& number = there_[name];
    if (number == 0) number = known_[name] = next_free();
  }
}

std::uint16_t StableNumbers::number_of(const std::string& name) const {
  const auto at = there_.find(name);
  return at == there_.end() ? 0 : at->second;
}

std::uint16_t StableNumbers::next_free() {
  const auto is_taken = [this](std::uint16_t number) {
    return number == 0 || std::ranges::any_of(
                              known_, [number](const auto& each) { return each.second == number; });
  };
  do ++last_;
  while (is_taken(last_));
  return last_;
}

}  // namespace lineman::cwmp
