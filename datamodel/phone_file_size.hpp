// How long a configuration can become as text, so that no limit stands in the way of an export or
// of what an import answers.
#pragma once

#include <algorithm>

#include "datamodel/parameters.hpp"

namespace lineman::datamodel {

// Whether a phone configuration file may give the row a value.
constexpr bool is_in_phone_files(const Parameter& row) {
  return !row.name.empty() && row.access == Access::read_write;
}

// Octets of a value in UTF-8. What JSON escapes of it does not make it longer: such a character is
// one octet, and becomes two.
constexpr std::size_t longest_value(const Kind& kind) {
  constexpr std::size_t longest_number = 24;
  const auto characters = static_cast<std::size_t>(kind.maximum);
  switch (kind.type) {
    case Type::text:
      return 4 * characters;
    case Type::host:
    case Type::networks:
      return characters;
    default:
      return longest_number;
  }
}

// What one account has at most, in octets; the phone itself has no more.
struct LongestAccount {
  std::size_t parameters = 0;
  std::size_t names = 0;
  std::size_t values = 0;
};

constexpr LongestAccount longest_account() {
  constexpr std::size_t longest_index = 2;  // three digits for one X
  LongestAccount phone;
  LongestAccount account;
  for (const auto& row : parameters) {
    if (!is_in_phone_files(row)) continue;
    const bool of_phone = row.table == Table::phone;
    const bool of_account = row.table == Table::account;
    auto& sum = of_phone ? phone : account;
    const std::size_t instances = of_phone || of_account ? 1 : servers_per_account;
    sum.parameters += instances;
    sum.names += instances * (row.name.size() + longest_index);
    sum.values += instances * longest_value(row.kind);
  }
  return {.parameters = std::max(phone.parameters, account.parameters),
          .names = std::max(phone.names, account.names),
          .values = std::max(phone.values, account.values)};
}

// Octets of print_phone_file() at most, also with JSON's escapes.
constexpr std::size_t longest_phone_file(unsigned accounts) {
  constexpr std::size_t comments = 256;
  constexpr std::size_t around_a_line = 7;  // "# ", " = " and the line's end as JSON has it
  constexpr auto each = longest_account();
  return comments + (accounts + std::size_t{1}) *
                        (comments + each.names + each.values + around_a_line * each.parameters);
}

}  // namespace lineman::datamodel
