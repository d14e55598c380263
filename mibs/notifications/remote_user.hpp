// A user of version 3 at other engines than ours, which is what an inform needs.
#pragma once

#include <string>

#include "mibs/snmp_settings.hpp"
#include "mibs/users.hpp"

namespace lineman::mibs {

// Keeps the keys that belong to no engine yet, never the pass phrases; they are wiped at the end.
class RemoteUser {
 public:
  // Throws std::runtime_error, without the pass phrases, where the keys cannot be made.
  explicit RemoteUser(const SnmpUser& user);

  // Makes the user known to the library at this engine, if it is not. False where it cannot be.
  bool join(const std::string& engine_id) const noexcept;
  static void leave(const std::string& engine_id, const std::string& user);

  const std::string& name() const { return user_.name; }
  // Whether the user of the settings has the same name, protocols and keys.
  bool is(const SnmpUser& user) const;

 private:
  SnmpUser user_;  // without pass phrases
  MasterKeys keys_;
};

}  // namespace lineman::mibs
