// The values of a configuration: what differs from the table's initial values.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "datamodel/parameter_ref.hpp"

namespace lineman::datamodel {

// A value type, cheap to copy: it holds only what is not initial, in the order of ParameterRef.
// Values are canonical; whoever sets one has validated it. Not synchronised.
class Values {
 public:
  struct Entry {
    ParameterRef ref;
    std::string value;

    bool operator==(const Entry&) const = default;
  };

  // The value, or the row's initial one. Valid until the next set().
  std::string_view get(ParameterRef ref) const;

  // Setting the initial value forgets the entry.
  void set(ParameterRef ref, std::string_view value);

  std::span<const Entry> entries() const { return entries_; }
  std::span<const Entry> entries_of(unsigned account) const;

  bool operator==(const Values&) const = default;

 private:
  std::vector<Entry> entries_;
};

// SHA-256, in lower-case hexadecimal, over the `name=value\n` lines of the complete configuration
// (initial values included) of a phone with `accounts` accounts, sorted by bytes. The agent and the
// SIP core compare it.
std::string digest_of(const Values& values, unsigned accounts);

}  // namespace lineman::datamodel
