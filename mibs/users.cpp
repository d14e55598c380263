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
constexpr std::size_t longest_engine_id = 32;

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

// The key of the user's engine (RFC 3414, A.2).
void set_key(const SnmpUser& user, const usmUser& made, const std::string& master, u_char*& key,
             std::size_t& length) {
  length = longest_key;
  key = static_cast<u_char*>(std::calloc(1, length));
  const bool good =
      key != nullptr &&
      generate_kul(made.authProtocol, static_cast<u_int>(made.authProtocolLen), made.engineID,
                   made.engineIDLen, reinterpret_cast<const u_char*>(master.data()), master.size(),
                   key, &length) == SNMPERR_SUCCESS;
  if (!good) refuse(user, "its key cannot be made");
}

void set_engine(usmUser& made, const std::string& engine_id) {
  made.engineID = static_cast<u_char*>(std::malloc(engine_id.size()));
  if (made.engineID == nullptr) return;
  std::memcpy(made.engineID, engine_id.data(), engine_id.size());
  made.engineIDLen = engine_id.size();
}

std::string own_engine() {
  std::string id(longest_engine_id, '\0');
  id.resize(snmpv3_get_engineID(reinterpret_cast<u_char*>(id.data()), id.size()));
  return id;
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

MasterKeys::MasterKeys(const SnmpUser& user)
    : auth_{key_of_pass_phrase(user.auth, user.auth_pass_phrase)},
      priv_{key_of_pass_phrase(user.auth, user.priv_pass_phrase)} {
  if (auth_.empty() || priv_.empty()) refuse(user, "its keys cannot be made");
}

MasterKeys::~MasterKeys() {
  OPENSSL_cleanse(auth_.data(), auth_.size());
  OPENSSL_cleanse(priv_.data(), priv_.size());
}

void add_user(const SnmpUser& user) {
  check(user);
  add_user(user, MasterKeys{user}, own_engine());
}

void add_user(const SnmpUser& user, const MasterKeys& keys, const std::string& engine_id) {
  UserPointer made{usm_create_user()};
  if (!made) refuse(user, "no memory");
  made->name = ::strdup(user.name.c_str());
  made->secName = ::strdup(user.name.c_str());
  set_engine(*made, engine_id);
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

  set_key(user, *made, keys.auth(), made->authKey, made->authKeyLen);
  set_key(user, *made, keys.priv(), made->privKey, made->privKeyLen);
  // SHA-256 and SHA-512 give at least as many octets as AES-256 needs.
  made->privKeyLen = static_cast<std::size_t>(priv->proper_length);
  usm_add_user(made.release());
}

}  // namespace lineman::mibs
