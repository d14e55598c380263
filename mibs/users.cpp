#include "mibs/users.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs {
namespace {

// RFC 3414, 11.2.
constexpr std::size_t shortest_pass_phrase = 8;
constexpr std::size_t longest_name = 32;

constexpr int salt_size = 16;

tl::unexpected<std::string> refusal(const SnmpUser& user, const char* why) {
  return tl::unexpected{"SNMP user " + user.name + ": " + why};
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

}  // namespace

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
    if (const char* const problem = problem_with(user)) return refusal(user, problem);
    auto made = make_user(user, MasterKeys{user}, own_engine_id());
    if (!made) return tl::unexpected{made.error()};
    change.made.push_back(std::move(*made));
  }
  return change;
}

void Users::replace(Change change) {
  const auto engine_id = own_engine_id();
  for (const auto& [name, print] : known_) {
    if (!change.all.contains(name)) remove_user(engine_id, name);
  }
  for (auto& made : change.made) {
    remove_user(engine_id, made->name);
    usm_add_user(made.release());
  }
  known_ = std::move(change.all);
}

}  // namespace lineman::mibs
