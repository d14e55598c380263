#include "web/http/room.hpp"

#include <algorithm>

#include "web/http/limits.hpp"

namespace lineman::web {

Room room_for(const std::vector<Guest>& guests, const std::string& source) {
  const auto of_source =
      static_cast<std::size_t>(std::ranges::count(guests, source, &Guest::source));
  const bool source_is_full = of_source >= most_connections_of_source;
  if (!source_is_full && guests.size() < most_connections) return {.granted = true};
  const Guest* longest = nullptr;
  for (const auto& guest : guests) {
    if (!guest.idle_since || (source_is_full && guest.source != source)) continue;
    if (longest == nullptr || *guest.idle_since < *longest->idle_since) longest = &guest;
  }
  if (longest == nullptr) return {};
  return {.granted = true, .leaves = longest->id};
}

}  // namespace lineman::web
