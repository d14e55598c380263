// Times as people and protocols read them.
#pragma once

#include <cstdint>
#include <string>

namespace lineman::datamodel {

// UTC in the form of RFC 3339 without fractions: "2026-01-02T03:04:05Z". `seconds` since the epoch.
std::string utc_text(std::int64_t seconds);

}  // namespace lineman::datamodel
