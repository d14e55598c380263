// A download of `3 Vendor Configuration File`: a phone's `.cfg`, applied as one transaction.
#pragma once

#include <memory>

#include "tr069/transfers/move.hpp"

namespace lineman::cwmp {

// What the file says is a change that the ACS made: no VALUE CHANGE is due for it (TR-069,
// A.3.2.4). ParameterKey stays as it is: only Set, Add and Delete change it. A file that is refused
// changes nothing (9018, with its first problem); one that could not be judged now is 9010.
std::shared_ptr<Move> download_configuration(const MoveSurroundings& at, FileRequest request);

// Who asks for the change that this request brings: the file, and the host that it comes from. No
// other change after the beginning of a transfer has the same: one transfer runs at a time.
Asker asker_of(const FileRequest& request);

}  // namespace lineman::cwmp
