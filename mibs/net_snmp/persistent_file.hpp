// The files that the SNMP agent keeps for its next start.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace lineman::mibs {

// The name of the library's own files in its folder, without what follows the full stop.
inline constexpr char application[] = "lineman";

// The file in the folder.
std::filesystem::path persistent_file(const std::filesystem::path& folder);

// Writes what the library reads, and nothing else, in its stead: it sets the old file aside, writes
// the new one line by line and takes the old one away. A process killed in between leaves both;
// the library refuses what it reads twice, and engineBoots begins anew. Here the new file takes
// the old one's place at once. On the disk when it returns; what fails is logged.
void store_engine_boots(const std::filesystem::path& folder, unsigned long boots,
                        std::string_view engine_id);

// Beside it, a file with the machine's boot, in the same way.
void store_boot_id(const std::filesystem::path& folder, const std::string& name,
                   std::string_view boot_id);

}  // namespace lineman::mibs
