// What another program of the system prints.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace lineman::ctl {

// Octets that are taken; what a program prints beyond them is thrown away.
inline constexpr std::size_t most_output = std::size_t{4} * 1024 * 1024;

// Runs `words` (a path, or a name in PATH, and its arguments) without a shell, with nothing to read
// and its errors thrown away. Blocks for at most `within`, after which the program is killed.
// Nothing where it cannot be started, is killed or ends with another code than 0.
std::optional<std::string> output_of(const std::vector<std::string>& words,
                                     std::chrono::milliseconds within);

}  // namespace lineman::ctl
