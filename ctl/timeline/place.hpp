// Where an account can be, in the words of org.lineman.Control1 (type Place).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lineman::ctl::timeline {

enum class Place : std::uint8_t {
  primary,   // registered with the first target of server 1
  failover,  // with another one of its targets
  fallback,  // with server 2
  none,      // registered nowhere
  off,       // nor is it meant to be
  unknown,   // nothing tells
};

inline constexpr std::array places = {Place::primary, Place::failover, Place::fallback,
                                      Place::none,    Place::off,      Place::unknown};

// "primary"; the word of a place in JSON.
std::string_view word_of(Place place);

// "server 1, another target"; what people read.
std::string_view name_of(Place place);

// Of the protocol's word. Nothing for another one, and for no word.
std::optional<Place> place_named(std::string_view word);

}  // namespace lineman::ctl::timeline
