// What acts, where that is not what is stored.
#pragma once

#include <string>

#include "datamodel/values.hpp"

namespace lineman::datamodel {

struct Effective {
  std::string value;   // what acts; as stored where reason is empty
  std::string reason;  // one sentence without a full stop

  bool operator==(const Effective&) const = default;
};

// Judges the stored configuration alone; what the SIP core has not taken over yet is the agent's to
// say. A secret is never given.
Effective effective(const Values& values, ParameterRef ref);

// Whether the account's requests go to its outbound proxies instead of its servers: they are
// enabled and at least one has an address.
bool uses_outbound_proxies(const Values& values, unsigned account);

// The shortest time that a failback by duration waits, in seconds: 1 to 59 act as this.
inline constexpr int shortest_failback_timeout = 60;

}  // namespace lineman::datamodel
