// How long the longest message of the protocol can be.
#pragma once

#include <cstddef>

#include "datamodel/parameters.hpp"

namespace lineman::sipcore {

// Octets of a value in JSON. UTF-8 has at most four for a character, an escaped quote or backslash
// two; there are no control characters in values.
constexpr std::size_t longest_value(const datamodel::Kind& kind) {
  constexpr std::size_t longest_number = 24;
  switch (kind.type) {
    case datamodel::Type::text:
      return 4 * static_cast<std::size_t>(kind.maximum);
    case datamodel::Type::host:
    case datamodel::Type::networks:
      return static_cast<std::size_t>(kind.maximum);
    default:
      return longest_number;
  }
}

// Octets of all parameters of a table with their names, for one instance.
constexpr std::size_t longest_values(datamodel::Table table) {
  constexpr std::size_t punctuation = 6;  // "":"",
  std::size_t octets = 0;
  for (const auto& row : datamodel::parameters) {
    if (row.table != table) continue;
    octets += row.name.size() + longest_value(row.kind) + punctuation;
  }
  return octets;
}

// One account with its servers and outbound proxies, as LoadAccount has it.
constexpr std::size_t longest_account() {
  constexpr std::size_t frame_of_it = 64;  // {"account":512,"values":{}},
  return frame_of_it + longest_values(datamodel::Table::account) +
         datamodel::servers_per_account * (longest_values(datamodel::Table::sip_server) +
                                           longest_values(datamodel::Table::outbound_proxy));
}

// A Prepare that changes `accounts` accounts.
constexpr std::size_t longest_prepare(std::size_t accounts) {
  constexpr std::size_t rest = 1024;  // method, txn, digest, numbers
  return rest + longest_values(datamodel::Table::phone) + accounts * longest_account();
}

}  // namespace lineman::sipcore
