// Net-SNMP's library and agent, started once in a process, with nothing of the system's own SNMP
// configuration.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "mibs/door/snmp_settings.hpp"
#include "mibs/users.hpp"

namespace lineman::mibs {

// Only one at a time: the library keeps global state. Files are read and written in settings.folder
// only. Throws std::runtime_error where it cannot start.
class Library {
 public:
  // What the library has to say; `severe` for errors.
  using Say = std::function<void(bool severe, std::string_view sentence)>;

  Library(const SnmpSettings& settings, Say say);
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  // Users and communities, instead of those before. Empty, or what is wrong; then those before
  // stand.
  std::string apply(const SnmpSettings& settings);

  // How often the engine started (RFC 3414, 2.2).
  static unsigned long engine_boots();

 private:
  Say say_;
  Users users_;
};

}  // namespace lineman::mibs
