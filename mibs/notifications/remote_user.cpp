#include "mibs/notifications/remote_user.hpp"

#include "mibs/net_snmp/net_snmp.hpp"

namespace lineman::mibs {
namespace {

SnmpUser without_pass_phrases(const SnmpUser& user) {
  SnmpUser copy;
  copy.name = user.name;
  copy.auth = user.auth;
  copy.priv = user.priv;
  return copy;
}

}  // namespace

RemoteUser::RemoteUser(const SnmpUser& user) : user_{without_pass_phrases(user)}, keys_{user} {}

RemoteUser::~RemoteUser() {
  leave();
}

void RemoteUser::leave() {
  if (!engine_id_.empty()) remove_user(engine_id_, user_.name);
  engine_id_.clear();
}

// Another receiver's informs may have gone to the same engine as the same user, and have left it.
bool RemoteUser::join(const std::string& engine_id) {
  if (engine_id_ != engine_id) leave();
  engine_id_ = engine_id;
  if (has_user(engine_id, user_.name)) return true;
  auto made = make_user(user_, keys_, engine_id);
  if (!made) return false;
  usm_add_user(made->release());
  return true;
}

bool RemoteUser::is(const SnmpUser& user) const {
  return user_.name == user.name && user_.auth == user.auth && user_.priv == user.priv &&
         keys_ == MasterKeys{user};
}

}  // namespace lineman::mibs
