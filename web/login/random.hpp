// Octets that nobody can guess.
#pragma once

#include <unistd.h>

#include <array>
#include <cstdlib>

namespace lineman::web {

template <std::size_t size>
std::array<unsigned char, size> random_octets() {
  static_assert(size <= 256, "as many as getentropy(3) gives at once");
  std::array<unsigned char, size> octets{};
  // It fails on a kernel without getrandom(2) alone, where no session could be given.
  if (getentropy(octets.data(), octets.size()) != 0) std::abort();
  return octets;
}

}  // namespace lineman::web
