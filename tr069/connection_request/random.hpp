// What nobody can guess: nonces, and the path of the connection request URL.
#pragma once

#include <cstddef>
#include <string>

namespace lineman::cwmp {

inline constexpr std::size_t path_octets = 16;  // 128 bits

// From the system's cryptographic generator, any octets. Throws std::runtime_error where that
// fails: nothing is safe then.
std::string random_octets(std::size_t count);

// Of connection requests, to be kept: path_octets in lower-case hexadecimal, without a slash.
std::string random_path();

}  // namespace lineman::cwmp
