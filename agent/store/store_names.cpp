#include "agent/store/store_names.hpp"

#include <algorithm>
#include <charconv>

#include "agent/store/store.hpp"

namespace lineman::agent {
namespace {

// A number as generation_name writes it.
std::optional<std::uint64_t> number_of(std::string_view name, std::string_view suffix) {
  if (!name.ends_with(suffix)) return std::nullopt;
  name.remove_suffix(suffix.size());
  std::uint64_t number = 0;
  const auto* const end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data(), end, number);
  if (error != std::errc{} || stop != end || name.starts_with('0')) return std::nullopt;
  if (number > maximum_generation_number) return std::nullopt;
  return number;
}

}  // namespace

std::string generation_name(std::uint64_t number, std::string_view suffix) {
  return std::string{generations_folder}.append("/").append(std::to_string(number)).append(suffix);
}

std::uint64_t GenerationNames::highest() const {
  std::uint64_t highest = 0;
  for (const auto* numbers : {&whole, &staged, &torn}) {
    if (!numbers->empty()) highest = std::max(highest, numbers->back());
  }
  return highest;
}

GenerationNames sort_names(std::span<const std::string> names) {
  GenerationNames sorted;
  for (const auto& name : names) {
    if (const auto number = number_of(name, {})) {
      sorted.whole.push_back(*number);
    } else if (const auto staged = number_of(name, staged_suffix)) {
      sorted.staged.push_back(*staged);
    } else if (const auto torn = number_of(name, torn_suffix)) {
      sorted.torn.push_back(*torn);
    } else {
      sorted.strangers.push_back(name);
    }
  }
  for (auto* numbers : {&sorted.whole, &sorted.staged, &sorted.torn}) std::ranges::sort(*numbers);
  return sorted;
}

}  // namespace lineman::agent
