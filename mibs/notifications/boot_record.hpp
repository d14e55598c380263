// Whether the phone started, or the management agent alone.
#pragma once

#include <filesystem>
#include <string_view>

#include "datamodel/notifications.hpp"

namespace lineman::mibs {

// Compares the machine's present boot with the one that the folder remembers, and remembers the
// present one: cold_start where they differ or nothing is known of one of them, warm_start where
// the machine went on (RFC 3418). `boot_id` as in SnmpSettings. What cannot be kept is logged.
datamodel::NotificationId note_start(const std::filesystem::path& folder, std::string_view boot_id);

}  // namespace lineman::mibs
