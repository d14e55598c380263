// Writes a configuration as a phone configuration file that read_phone_file() takes.
#pragma once

#include <cstdint>
#include <string>

#include "datamodel/values.hpp"

namespace lineman::datamodel {

// As comments, an import leaves what the phone has.
enum class Secrets : std::uint8_t { as_comments, written };

// Every parameter that has a name in the phone's files, initial values and accounts that are not in
// use included: whatever the phone had before that imports it, the same configuration stands
// afterwards, with and without --overwrite. Parameters without such a name are left out, as are
// those that can only be read.
std::string print_phone_file(const Values& values, unsigned accounts, Secrets secrets);

}  // namespace lineman::datamodel
