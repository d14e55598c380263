// A user of version 3 at other engines than ours, which is what an inform needs.
#pragma once

#include <string>

#include "mibs/net_snmp/usm_user.hpp"

namespace lineman::mibs {

// Keeps the keys that belong to no engine yet, never the pass phrases; they are wiped at the end.
// The user leaves the engine where it was last, too.
class RemoteUser {
 public:
  // Some milliseconds.
  explicit RemoteUser(const SnmpUser& user);
  ~RemoteUser();
  RemoteUser(const RemoteUser&) = delete;
  RemoteUser& operator=(const RemoteUser&) = delete;

  // Makes the user known to the library at this engine, and at no other one. False where it cannot
  // be.
  bool join(const std::string& engine_id);

  // Whether the user of the settings has the same name, protocols and keys.
  bool is(const SnmpUser& user) const;

 private:
  void leave();

  SnmpUser user_;  // without pass phrases
  MasterKeys keys_;
  std::string engine_id_;
};

}  // namespace lineman::mibs
