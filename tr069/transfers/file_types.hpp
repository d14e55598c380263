// The file types that this phone takes and gives (TR-069, tables 33 and 40).
#pragma once

#include <optional>
#include <string_view>

#include "tr069/transfers/transfer.hpp"

namespace lineman::cwmp {

// "1 Firmware Upgrade Image", "3 Vendor Configuration File"; nothing for others.
std::optional<FileKind> downloaded_kind(std::string_view file_type);

// "1 Vendor Configuration File" and "2 Vendor Log File"; "3 Vendor Configuration File 1" and "4
// Vendor Log File 1" with the number of the only row that VendorConfigFile and VendorLogFile have,
// which may be left out. Nothing for others.
std::optional<FileKind> uploaded_kind(std::string_view file_type);

}  // namespace lineman::cwmp
