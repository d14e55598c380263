// Passwords as they are stored: hashes in the form of crypt(5).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lineman::web {

// Octets of memory that a hash takes to compute: what is cheaper is guessed by machines, what is
// dearer is not there on a phone.
inline constexpr unsigned long least_hash_memory = 16UL << 20U;
inline constexpr unsigned long most_hash_memory = 64UL << 20U;

// Why this is no hash to store a password as: a sentence that begins with a verb and quotes
// nothing. Good are scrypt ("$7$") and yescrypt ("$y$") within the limits above.
std::optional<std::string> objection_to_hash(std::string_view hash);

// scrypt with a salt of its own, about least_hash_memory. Takes about a tenth of a second. Empty
// where there is not enough memory.
std::string hash_of(const std::string& password);

// Takes as long as hash_of(), whatever the answer. From any thread. False where memory is lacking.
bool matches(const std::string& password, const std::string& hash);

}  // namespace lineman::web
