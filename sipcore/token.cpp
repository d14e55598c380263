#include "sipcore/token.hpp"

#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace lineman::sipcore {

std::string random_token(std::size_t octets) {
  static constexpr char digits[] = "0123456789abcdef";
  std::array<unsigned char, 32> random{};
  if (octets > random.size() || RAND_bytes(random.data(), static_cast<int>(octets)) != 1) {
    throw std::runtime_error("the system gives no random numbers");
  }
  std::string text;
  text.reserve(2 * octets);
  for (std::size_t i = 0; i < octets; ++i) {
    text += digits[random[i] >> 4U];
    text += digits[random[i] & 0xFU];
  }
  return text;
}

}  // namespace lineman::sipcore
