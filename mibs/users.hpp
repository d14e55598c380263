// Version 3 users in Net-SNMP's user-based security model.
#pragma once

#include <string>

#include "mibs/snmp_settings.hpp"

namespace lineman::mibs {

// The keys of a user that are not yet those of an engine (RFC 3414, A.2). Wiped at the end.
class MasterKeys {
 public:
  // Throws std::runtime_error, without the pass phrases, where they cannot be made.
  explicit MasterKeys(const SnmpUser& user);
  ~MasterKeys();
  MasterKeys(const MasterKeys&) = delete;
  MasterKeys& operator=(const MasterKeys&) = delete;

  const std::string& auth() const { return auth_; }
  const std::string& priv() const { return priv_; }
  bool operator==(const MasterKeys&) const = default;

 private:
  std::string auth_;
  std::string priv_;
};

// Makes the keys from the pass phrases and localises them to this engine. After the library's
// start. The user is never written to a file. Throws std::runtime_error, without the pass phrases,
// where a user cannot be made.
void add_user(const SnmpUser& user);

// The same at another engine. The user's pass phrases do not count.
void add_user(const SnmpUser& user, const MasterKeys& keys, const std::string& engine_id);

}  // namespace lineman::mibs
