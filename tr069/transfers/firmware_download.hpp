// A download of `1 Firmware Upgrade Image`: to a private file, and then to the phone's hook.
#pragma once

#include <memory>

#include "tr069/transfers/firmware.hpp"
#include "tr069/transfers/move.hpp"

namespace lineman::cwmp {

// Octets that are kept in memory before the disk has them; while it writes as many, no more are
// taken from the server than fit beside them.
inline constexpr std::size_t firmware_piece = std::size_t{128} * 1024;

// The installer outlives the move. The file is gone when the move is over, and what is left of one
// that was destroyed under way goes with the next.
std::shared_ptr<Move> download_firmware(const MoveSurroundings& at, FirmwareInstaller& installer,
                                        FileRequest request);

}  // namespace lineman::cwmp
