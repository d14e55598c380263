#include "ctl/timeline/place.hpp"

#include <algorithm>

namespace lineman::ctl::timeline {
namespace {

struct Words {
  std::string_view word;
  std::string_view name;
};

constexpr std::array<Words, places.size()> words = {{
    {"primary", "server 1"},
    {"failover", "server 1, another target"},
    {"fallback", "server 2"},
    {"none", "not registered"},
    {"off", "switched off"},
    {"unknown", "not known"},
}};

const Words& words_of(Place place) {
  return words.at(static_cast<std::size_t>(place));
}

}  // namespace

std::string_view word_of(Place place) {
  return words_of(place).word;
}

std::string_view name_of(Place place) {
  return words_of(place).name;
}

std::optional<Place> place_named(std::string_view word) {
  const auto* at = std::ranges::find(words, word, &Words::word);
  if (at == words.end()) return std::nullopt;
  const auto place = static_cast<Place>(at - words.begin());
  return place == Place::unknown ? std::nullopt : std::optional{place};
}

}  // namespace lineman::ctl::timeline
