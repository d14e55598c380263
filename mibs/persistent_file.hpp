// The file in which Net-SNMP keeps engineBoots from one start to the next.
#pragma once

#include <filesystem>

namespace lineman::mibs {

// The name of the library's own files in its folder, without what follows the full stop.
inline constexpr char application[] = "lineman";

// The library sets the old file aside, writes the new one line by line and then takes the old one
// away. A process killed in between leaves both, and what stands in both the library refuses the
// second time: engineBoots would begin anew. Leaves the one of the two that is whole. To be called
// before the library reads them; std::runtime_error where the folder cannot be written.
void settle_persistent_file(const std::filesystem::path& folder);

// Has the library write the file, and gets it onto the disk before the old one goes. What fails is
// logged.
void store_persistent_file(const std::filesystem::path& folder);

}  // namespace lineman::mibs
