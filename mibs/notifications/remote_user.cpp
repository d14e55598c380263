#include "mibs/notifications/remote_user.hpp"

#include <stdexcept>

#include "mibs/net_snmp.hpp"

namespace lineman::mibs {
namespace {

SnmpUser without_pass_phrases(const SnmpUser& user) {
  SnmpUser copy;
  copy.name = user.name;
  copy.auth = user.auth;
  copy.priv = user.priv;
  return copy;
}

usmUser* find(const std::string& engine_id, const std::string& user) {
  return usm_get_user(reinterpret_cast<const u_char*>(engine_id.data()), engine_id.size(),
                      user.c_str());
}

}  // namespace

RemoteUser::RemoteUser(const SnmpUser& user)
    : user_{without_pass_phrases(user)}, keys_{user} {}

bool RemoteUser::join(const std::string& engine_id) const noexcept {
  if (find(engine_id, user_.name) != nullptr) return true;
  try {
    add_user(user_, keys_, engine_id);
  } catch (const std::runtime_error&) {
    return false;
  }
  return true;
}

void RemoteUser::leave(const std::string& engine_id, const std::string& user) {
  auto* const found = find(engine_id, user);
  if (found != nullptr) usm_free_user(usm_remove_user(found));
}

bool RemoteUser::is(const SnmpUser& user) const {
  return user_.name == user.name && user_.auth == user.auth && user_.priv == user.priv &&
         keys_ == MasterKeys{user};
}

}  // namespace lineman::mibs
