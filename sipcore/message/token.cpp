#include "sipcore/message/token.hpp"

#include <openssl/rand.h>

#include <array>
#include <stdexcept>

#include "daemon/hexadecimal.hpp"

namespace lineman::sipcore {

std::string random_token(std::size_t octets) {
  std::array<unsigned char, 32> random{};
  if (octets > random.size() || RAND_bytes(random.data(), static_cast<int>(octets)) != 1) {
    throw std::runtime_error("the system gives no random numbers");
  }
  return daemon::hexadecimal({reinterpret_cast<const char*>(random.data()), octets});
}

}  // namespace lineman::sipcore
