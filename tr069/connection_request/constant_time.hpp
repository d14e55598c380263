// Comparison of secrets.
#pragma once

#include <openssl/crypto.h>

#include <string_view>

namespace lineman::cwmp {

// Takes a time that depends on the lengths alone.
inline bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace lineman::cwmp
