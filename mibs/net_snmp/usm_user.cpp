#include "mibs/net_snmp/usm_user.hpp"

#include <openssl/crypto.h>

#include <cstdlib>
#include <cstring>

#include "mibs/net_snmp/net_snmp.hpp"
#include "mibs/net_snmp/pass_phrase_key.hpp"

namespace lineman::mibs {
namespace {

constexpr std::size_t longest_engine_id = 32;

// Octets; more than any of our hashes gives.
constexpr std::size_t longest_key = 128;

tl::unexpected<std::string> refusal(const SnmpUser& user, const char* why) {
  return tl::unexpected{"SNMP user " + user.name + ": " + why};
}

void set_protocol(oid*& target, std::size_t& length, const oid* protocol, std::size_t size) {
  SNMP_FREE(target);
  target = snmp_duplicate_objid(protocol, size);
  length = size;
}

// The key of the user's engine (RFC 3414, A.2). False where it cannot be made.
bool set_key(const usmUser& made, const std::string& master, u_char*& key, std::size_t& length) {
  length = longest_key;
  key = static_cast<u_char*>(std::calloc(1, length));
  return !master.empty() && key != nullptr &&
         generate_kul(made.authProtocol, static_cast<u_int>(made.authProtocolLen), made.engineID,
                      made.engineIDLen, reinterpret_cast<const u_char*>(master.data()),
                      master.size(), key, &length) == SNMPERR_SUCCESS;
}

bool set_names(usmUser& made, const SnmpUser& user, const std::string& engine_id) {
  made.name = ::strdup(user.name.c_str());
  made.secName = ::strdup(user.name.c_str());
  made.engineID = static_cast<u_char*>(std::malloc(engine_id.size()));
  if (made.name == nullptr || made.secName == nullptr || made.engineID == nullptr) return false;
  std::memcpy(made.engineID, engine_id.data(), engine_id.size());
  made.engineIDLen = engine_id.size();
  return true;
}

usmUser* find(const std::string& engine_id, const std::string& name) {
  return usm_get_user(reinterpret_cast<const u_char*>(engine_id.data()), engine_id.size(),
                      name.c_str());
}

}  // namespace

MasterKeys::MasterKeys(const SnmpUser& user)
    : auth_{key_of_pass_phrase(user.auth, user.auth_pass_phrase)},
      priv_{key_of_pass_phrase(user.auth, user.priv_pass_phrase)} {}

MasterKeys::~MasterKeys() {
  OPENSSL_cleanse(auth_.data(), auth_.size());
  OPENSSL_cleanse(priv_.data(), priv_.size());
}

void FreeUser::operator()(usmUser* user) const {
  usm_free_user(user);
}

std::string own_engine_id() {
  std::string id(longest_engine_id, '\0');
  id.resize(snmpv3_get_engineID(reinterpret_cast<u_char*>(id.data()), id.size()));
  return id;
}

const char* name_of(AuthProtocol protocol) {
  return protocol == AuthProtocol::sha512 ? "SHA-512" : "SHA-256";
}

const char* name_of(PrivProtocol protocol) {
  return protocol == PrivProtocol::aes256 ? "AES-256" : "AES";
}

tl::expected<UserPointer, std::string> make_user(const SnmpUser& user, const MasterKeys& keys,
                                                 const std::string& engine_id) {
  UserPointer made{usm_create_user()};
  if (!made || !set_names(*made, user, engine_id)) return refusal(user, "no memory");
  made->userStorageType = ST_PERMANENT;

  std::size_t size = 0;
  const auto* const auth = sc_get_auth_oid(usm_lookup_auth_type(name_of(user.auth)), &size);
  if (auth == nullptr) return refusal(user, "the library lacks its authentication protocol");
  set_protocol(made->authProtocol, made->authProtocolLen, auth, size);
  const auto* const priv =
      sc_get_priv_alg_bytype(static_cast<u_int>(usm_lookup_priv_type(name_of(user.priv))));
  if (priv == nullptr) return refusal(user, "the library lacks its privacy protocol");
  set_protocol(made->privProtocol, made->privProtocolLen, priv->alg_oid,
               static_cast<std::size_t>(priv->oid_len));

  if (!set_key(*made, keys.auth(), made->authKey, made->authKeyLen) ||
      !set_key(*made, keys.priv(), made->privKey, made->privKeyLen)) {
    return refusal(user, "its key cannot be made");
  }
  // SHA-256 and SHA-512 give at least as many octets as AES-256 needs.
  made->privKeyLen = static_cast<std::size_t>(priv->proper_length);
  return made;
}

bool has_user(const std::string& engine_id, const std::string& name) {
  return find(engine_id, name) != nullptr;
}

void remove_user(const std::string& engine_id, const std::string& name) {
  auto* const user = find(engine_id, name);
  if (user == nullptr) return;
  usm_remove_user(user);
  // It would take its former neighbours along.
  user->next = nullptr;
  user->prev = nullptr;
  usm_free_user(user);
}

}  // namespace lineman::mibs
