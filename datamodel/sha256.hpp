// The checksum of files, and the digest of values.
#pragma once

#include <string>
#include <string_view>

namespace lineman::datamodel {

// SHA-256 (FIPS 180-4) of `text`, in lower-case hexadecimal.
std::string sha256_of(std::string_view text);

}  // namespace lineman::datamodel
