// One user in Net-SNMP's user-based security model, at one engine.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "mibs/door/snmp_settings.hpp"

struct usmUser;

namespace lineman::mibs {

// The keys of a user that are not yet those of an engine (RFC 3414, A.2). Wiped at the end.
class MasterKeys {
 public:
  // Some milliseconds each. Both are empty where they cannot be made.
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

struct FreeUser {
  void operator()(usmUser* user) const;
};
using UserPointer = std::unique_ptr<usmUser, FreeUser>;

// Our own engine, after the library's start.
std::string own_engine_id();

const char* name_of(AuthProtocol protocol);
const char* name_of(PrivProtocol protocol);

// A user with the keys of this engine, for usm_add_user(); the pass phrases do not count. The error
// is a sentence.
tl::expected<UserPointer, std::string> make_user(const SnmpUser& user, const MasterKeys& keys,
                                                 const std::string& engine_id);

bool has_user(const std::string& engine_id, const std::string& name);

// Nothing happens where there is none.
void remove_user(const std::string& engine_id, const std::string& name);

}  // namespace lineman::mibs
