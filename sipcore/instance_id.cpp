#include "sipcore/instance_id.hpp"

#include <openssl/sha.h>
#include <systemd/sd-id128.h>
#include <unistd.h>

#include <array>

namespace lineman::sipcore {
namespace {

// Of this use of the machine's identity, so that others cannot be told from ours
// (sd_id128_get_machine_app_specific(3)).
constexpr sd_id128_t application{.bytes = {0x5b, 0x0e, 0x2c, 0x71, 0x8f, 0x3a, 0x4d, 0x12, 0x9c,
                                           0x66, 0x1d, 0x07, 0xe4, 0x52, 0xb8, 0x90}};

std::string machine_name() {
  sd_id128_t id{};
  if (sd_id128_get_machine_app_specific(application, &id) == 0) {
    std::array<char, SD_ID128_STRING_MAX> text{};
    return sd_id128_to_string(id, text.data());
  }
  std::array<char, 256> name{};
  gethostname(name.data(), name.size() - 1);
  return name.data();
}

}  // namespace

std::string instance_id(std::string_view serial, std::string_view mac) {
  return instance_id_of(machine_name(), serial, mac);
}

std::string instance_id_of(std::string_view machine, std::string_view serial,
                           std::string_view mac) {
  std::string seed(machine);
  seed.append("\n").append(serial).append("\n").append(mac);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(seed.data()), seed.size(), hash.data());
  hash[6] = static_cast<unsigned char>((hash[6] & 0x0FU) | 0x50U);  // version 5: of a name
  hash[8] = static_cast<unsigned char>((hash[8] & 0x3FU) | 0x80U);  // the variant of RFC 4122
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "urn:uuid:";
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += digits[hash[i] >> 4U];
    text += digits[hash[i] & 0xFU];
  }
  return text;
}

}  // namespace lineman::sipcore
