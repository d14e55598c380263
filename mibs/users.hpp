// Version 3 users in Net-SNMP's user-based security model.
#pragma once

#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "mibs/net_snmp/usm_user.hpp"

namespace lineman::mibs {

// The users that the library has from us. Never written to a file. One in a process, after the
// library's start; they stay in the library when it goes. Those at other
// engines (notifications/remote_user.hpp) are none of them.
class Users {
 public:
  // The user's name, and what tells apart those with other protocols or pass phrases.
  using Fingerprints = std::map<std::string, std::string>;

  // Users that are ready to be taken over.
  struct Change {
    std::vector<UserPointer> made;  // new ones, and those with other protocols or pass phrases
    Fingerprints all;
  };

  Users();

  // Makes the keys of whoever is new or changed from the pass phrases, some milliseconds each, and
  // localises them to this engine. The error is a sentence without the pass phrases; then nothing
  // changes.
  tl::expected<Change, std::string> prepare(const std::vector<SnmpUser>& users) const;

  // Cannot fail. Who is in the library and not in the change is gone.
  void replace(Change change);

 private:
  std::string fingerprint(const SnmpUser& user) const;

  std::string salt_;
  Fingerprints known_;
};

}  // namespace lineman::mibs
