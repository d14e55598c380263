#include "web/login/password_hash.hpp"

#include <crypt.h>
#include <openssl/crypto.h>

#include <memory>

#include "web/login/random.hpp"

namespace lineman::web {
namespace {

// The digits of crypt(5), by their value.
constexpr std::string_view digits =
    "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

// N = 2^12, r = 32, p = 1: 128 * N * r octets.
constexpr std::string_view scrypt_cost = "$7$AU..../....";
constexpr std::string_view yescrypt_prefix = "$y$";
constexpr std::size_t salt_digits = 24;

struct Cost {
  unsigned long n_log2 = 0;
  unsigned long r = 0;
};

std::size_t value_of(char digit) {
  return digits.find(digit);
}

// Numbers of five digits, the least first.
std::optional<unsigned long> five_digits(std::string_view text) {
  constexpr unsigned bits = 6;
  unsigned long number = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    const auto value = value_of(text[i]);
    if (value == std::string_view::npos) return std::nullopt;
    number |= value << (bits * i);
  }
  return number;
}

// "$7$", N, r and p. More than one thread of them would multiply the time alone.
std::optional<Cost> cost_of_scrypt(std::string_view hash) {
  if (hash.size() < scrypt_cost.size()) return std::nullopt;
  const auto n_log2 = value_of(hash[3]);
  const auto r = five_digits(hash.substr(4));
  const auto p = five_digits(hash.substr(9));
  if (n_log2 == std::string_view::npos || !r || p != 1UL) return std::nullopt;
  return Cost{n_log2, *r};
}

// "$y$j", N and r, each as one digit up to where our limit lies; a further digit before the salt
// would ask for more.
std::optional<Cost> cost_of_yescrypt(std::string_view hash) {
  if (hash.size() < 7 || hash[3] != 'j' || hash[6] != '$') return std::nullopt;
  const auto n_log2 = value_of(hash[4]);
  const auto r = value_of(hash[5]);
  if (n_log2 == std::string_view::npos || r == std::string_view::npos) return std::nullopt;
  return Cost{n_log2 + 1, r + 1};
}

std::optional<std::string> objection_to(std::optional<Cost> cost) {
  constexpr unsigned long most_log2 = 40;
  constexpr unsigned long most_r = 1UL << 16U;
  if (!cost) return "is no complete hash, or one of unusual parameters";
  if (cost->n_log2 > most_log2 || cost->r > most_r) return "takes more than 64 MiB to check";
  const auto memory = 128UL * cost->r << cost->n_log2;
  if (memory > most_hash_memory) return "takes more than 64 MiB to check";
  if (memory < least_hash_memory) return "is too cheap to guess: it takes less than 16 MiB";
  return std::nullopt;
}

bool ends_as_a_hash(std::string_view hash) {
  constexpr std::size_t digits_of_32_octets = 43;
  const auto dollar = hash.rfind('$');
  const auto end = hash.substr(dollar + 1);
  return dollar > 3 && end.size() == digits_of_32_octets &&
         end.find_first_not_of(digits) == std::string_view::npos;
}

// Empty where the library cannot.
std::string crypted(const std::string& password, const std::string& setting) {
  if (password.find('\0') != std::string::npos) return {};  // what follows it would not count
  const auto data = std::make_unique<crypt_data>();
  const char* const hash = crypt_r(password.c_str(), setting.c_str(), data.get());
  std::string result = hash == nullptr || *hash == '*' ? "" : hash;
  OPENSSL_cleanse(data.get(), sizeof(crypt_data));
  return result;
}

}  // namespace

std::optional<std::string> objection_to_hash(std::string_view hash) {
  const bool is_scrypt = hash.starts_with("$7$");
  if (!is_scrypt && !hash.starts_with(yescrypt_prefix)) {
    if (hash.starts_with('$')) return "is a hash of another method than scrypt and yescrypt";
    return "holds no hash of a password; lineman-web-password makes one";
  }
  if (auto objection = objection_to(is_scrypt ? cost_of_scrypt(hash) : cost_of_yescrypt(hash)))
    return objection;
  if (!ends_as_a_hash(hash)) return "is no complete hash, or one of unusual parameters";
  return std::nullopt;
}

std::string hash_of(const std::string& password) {
  std::string setting{scrypt_cost};
  for (const auto octet : random_octets<salt_digits>()) setting += digits[octet % digits.size()];
  return crypted(password, setting);
}

bool matches(const std::string& password, const std::string& hash) {
  const auto again = crypted(password, hash);
  return again.size() == hash.size() && CRYPTO_memcmp(again.data(), hash.data(), hash.size()) == 0;
}

}  // namespace lineman::web
