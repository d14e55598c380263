// The lines of a generation file that hold a running guard.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "agent/store/generation.hpp"

namespace lineman::agent {

// "guard = 42 300 1,2" and its "restore = NAME=VALUE" lines; "guard = " without a guard. Secrets
// stand there as they are.
std::string guard_lines(const std::optional<GuardRecord>& guard);

// Reads the value of `guard` into `guard`, which stays empty for an empty one. False where it is
// not readable.
bool read_guard(std::string_view value, std::optional<GuardRecord>& guard);

// Adds what one `restore` line says; one without a guard before it means nothing. False where the
// name or the value is none of this version: then the line is to be kept.
bool read_restored(std::string_view value, unsigned accounts, std::optional<GuardRecord>& guard);

}  // namespace lineman::agent
