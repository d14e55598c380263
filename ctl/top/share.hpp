// Who gets how much of a room that is too small for all.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace lineman::ctl::top {

struct Share {
  std::size_t wanted = 0;
  std::size_t least = 0;    // with less it is not worth having; 0: it is not there at all
  unsigned importance = 0;  // who stays longest, and is given its wish first
};

// For each of `shares` what it gets, 0 for those that have to go. Between those that stay lie
// `gap`. What is left over after all wishes is nobody's.
std::vector<std::size_t> shared(std::size_t room, std::size_t gap, std::span<const Share> shares);

}  // namespace lineman::ctl::top
