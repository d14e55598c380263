#include "tr069/connection_request/random.hpp"

#include <openssl/rand.h>

#include <stdexcept>

#include "daemon/hexadecimal.hpp"

namespace lineman::cwmp {

std::string random_octets(std::size_t count) {
  std::string octets(count, '\0');
  auto* const start = reinterpret_cast<unsigned char*>(octets.data());
  if (RAND_bytes(start, static_cast<int>(count)) != 1) {
    throw std::runtime_error("the system gives no random numbers");
  }
  return octets;
}

std::string random_path() {
  return daemon::hexadecimal(random_octets(path_octets));
}

}  // namespace lineman::cwmp
