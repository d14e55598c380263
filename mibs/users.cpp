#include "mibs/users.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <cstdlib>
#include <cstring>

#include "mibs/net_snmp.hpp"
#include "mibs/pass_phrase_key.hpp"

namespace lineman::mibs {
namespace {

// RFC 3414, 11.2.
constexpr std::size_t shortest_pass_phrase = 8;
constexpr std::size_t longest_name = 32;

constexpr int salt_size = 16;

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

// A pass phrase becomes a key, and the key of this engine (RFC 3414, A.2). False where it cannot.
bool set_key(const SnmpUser& user, const usmUser& made, const std::string& pass_phrase,
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
  return good;
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

const char* problem_with(const SnmpUser& user) {
  if (!is_good_name(user.name)) return "the name is not 1 to 32 plain characters";
  if (user.auth_pass_phrase.size() < shortest_pass_phrase ||
      user.priv_pass_phrase.size() < shortest_pass_phrase) {
    return "a pass phrase is shorter than 8 characters";
  }
  return nullptr;
}

const char* name_of(AuthProtocol protocol) {
  return protocol == AuthProtocol::sha512 ? "SHA-512" : "SHA-256";
}

const char* name_of(PrivProtocol protocol) {
  return protocol == PrivProtocol::aes256 ? "AES-256" : "AES";
}

tl::expected<Users::Made, std::string> make_user(const SnmpUser& user) {
  if (const char* const problem = problem_with(user)) return refusal(user, problem);
  Users::Made made{usm_create_user()};
  if (!made) return refusal(user, "no memory");
  made->name = ::strdup(user.name.c_str());
  made->secName = ::strdup(user.name.c_str());
  made->engineID = snmpv3_generate_engineID(&made->engineIDLen);
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

  if (!set_key(user, *made, user.auth_pass_phrase, made->authKey, made->authKeyLen) ||
      !set_key(user, *made, user.priv_pass_phrase, made->privKey, made->privKeyLen)) {
    return refusal(user, "its key cannot be made");
  }
  // SHA-256 and SHA-512 give at least as many octets as AES-256 needs.
  made->privKeyLen = static_cast<std::size_t>(priv->proper_length);
  return made;
}

usmUser* find_user(const std::string& name) {
  for (auto* user = usm_get_userList(); user != nullptr; user = user->next) {
    if (name == user->name) return user;
  }
  return nullptr;
}

void remove_user(const std::string& name) {
  auto* const user = find_user(name);
  if (user == nullptr) return;
  usm_remove_user(user);
  // It would take its former neighbours along.
  user->next = nullptr;
  user->prev = nullptr;
  usm_free_user(user);
}

}  // namespace

void Users::Free::operator()(usmUser* user) const {
  usm_free_user(user);
}

// Other octets at each start, so that equal pass phrases look different.
Users::Users() : salt_(salt_size, '\0') {
  RAND_bytes(reinterpret_cast<unsigned char*>(salt_.data()), salt_size);
}

std::string Users::fingerprint(const SnmpUser& user) const {
  auto text = salt_ + name_of(user.auth) + '\0' + name_of(user.priv) + '\0' +
              std::to_string(user.auth_pass_phrase.size()) + '\0' + user.auth_pass_phrase +
              user.priv_pass_phrase;
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  OPENSSL_cleanse(text.data(), text.size());
  return digest;
}

tl::expected<Users::Change, std::string> Users::prepare(const std::vector<SnmpUser>& users) const {
  Change change;
  for (const auto& user : users) {
    const auto print = fingerprint(user);
    if (!change.all.emplace(user.name, print).second) {
      return refusal(user, "the name is there twice");
    }
    const auto known = known_.find(user.name);
    if (known != known_.end() && known->second == print) continue;
    auto made = make_user(user);
    if (!made) return tl::unexpected{made.error()};
    change.made.push_back(std::move(*made));
  }
  return change;
}

void Users::replace(Change change) {
  for (const auto& [name, print] : known_) {
    if (!change.all.contains(name)) remove_user(name);
  }
  for (auto& made : change.made) {
    remove_user(made->name);
    usm_add_user(made.release());
  }
  known_ = std::move(change.all);
}

}  // namespace lineman::mibs
