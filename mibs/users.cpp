#include "mibs/users.hpp"

#include <openssl/crypto.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "mibs/net_snmp.hpp"
#include "mibs/pass_phrase_key.hpp"

namespace lineman::mibs {
namespace {

// RFC 3414, 11.2.
constexpr std::size_t shortest_pass_phrase = 8;
constexpr std::size_t longest_name = 32;

// Octets; more than any of our hashes gives.
constexpr std::size_t longest_key = 128;

struct FreeUser {
  void operator()(usmUser* user) const { usm_free_user(user); }
};
using UserPointer = std::unique_ptr<usmUser, FreeUser>;

[[noreturn]] void refuse(const SnmpUser& user, const char* why) {
  throw std::runtime_error{"SNMP user " + user.name + ": " + why};
}

void set_protocol(oid*& target, std::size_t& length, const oid* protocol, std::size_t size) {
  SNMP_FREE(target);
  target = snmp_duplicate_objid(protocol, size);
  length = size;
}

// A pass phrase becomes a key, and the key of this engine (RFC 3414, A.2).
void set_key(const SnmpUser& user, const usmUser& made, const std::string& pass_phrase,
             u_char*& key, std::size_t& length) {
  auto master = key_of_pass_phrase(user.auth, pass_phrase);
  length = longest_key;
  key = static_cast<u_char*>(std::calloc(1, length));
  const bool good =
      !master.empty() && key != nullptr &&
      generate_kul(made.authProtocol, static_cast<u_int>(made.authProtocolLen), made.engineID,
                   made.engineIDLen, reinterpret_cast<const u_char*>(master.data()), master.size(),
                   key, &length) == SNMPERR_SUCCESS;
  OPENSSL_cleanse(master.data(), master.size());
  if (!good) refuse(user, "its key cannot be made");
}

bool is_good_name(const std::string& name) {
  if (name.empty() || name.size() > longest_name) return false;
  for (const char letter : name) {
    if (letter <= ' ' || letter > '~' || letter == '"' || letter == '\'' || letter == '\\') {
      return false;
    }
  }
  return true;
}

void check(const SnmpUser& user) {
  if (!is_good_name(user.name)) refuse(user, "the name is not 1 to 32 plain characters");
  if (user.auth_pass_phrase.size() < shortest_pass_phrase ||
      user.priv_pass_phrase.size() < shortest_pass_phrase) {
    refuse(user, "a pass phrase is shorter than 8 characters");
  }
}

const char* name_of(AuthProtocol protocol) {
  return protocol == AuthProtocol::sha512 ? "SHA-512" : "SHA-256";
}

const char* name_of(PrivProtocol protocol) {
  return protocol == PrivProtocol::aes256 ? "AES-256" : "AES";
}

}  // namespace

void add_user(const SnmpUser& user) {
  check(user);
  UserPointer made{usm_create_user()};
  if (!made) refuse(user, "no memory");
  made->name = ::strdup(user.name.c_str());
  made->secName = ::strdup(user.name.c_str());
  made->engineID = snmpv3_generate_engineID(&made->engineIDLen);
  made->userStorageType = ST_PERMANENT;

  std::size_t size = 0;
  const auto* const auth = sc_get_auth_oid(usm_lookup_auth_type(name_of(user.auth)), &size);
  if (auth == nullptr) refuse(user, "the library lacks its authentication protocol");
  set_protocol(made->authProtocol, made->authProtocolLen, auth, size);
  const auto* const priv =
      sc_get_priv_alg_bytype(static_cast<u_int>(usm_lookup_priv_type(name_of(user.priv))));
  if (priv == nullptr) refuse(user, "the library lacks its privacy protocol");
  set_protocol(made->privProtocol, made->privProtocolLen, priv->alg_oid,
               static_cast<std::size_t>(priv->oid_len));

  set_key(user, *made, user.auth_pass_phrase, made->authKey, made->authKeyLen);
  set_key(user, *made, user.priv_pass_phrase, made->privKey, made->privKeyLen);
  // SHA-256 and SHA-512 give at least as many octets as AES-256 needs.
  made->privKeyLen = static_cast<std::size_t>(priv->proper_length);
  usm_add_user(made.release());
}

}  // namespace lineman::mibs
