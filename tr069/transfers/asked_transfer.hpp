// What Download, Upload and ScheduleDownload ask for, judged, and as the queue has it.
#pragma once

#include <tl/expected.hpp>

#include "tr069/transfers/transfer_queue.hpp"

namespace lineman::cwmp {

// All of them refuse with 9003 a FileType that this phone does not take or give, and an empty URL.
// What the mover thinks of the request is not asked.
tl::expected<Transfer, Fault> transfer_of(const Download& request, WallTime now);
tl::expected<Transfer, Fault> transfer_of(const Upload& request, WallTime now);

// 9003 also where a window ends before it begins or overlaps the one before it, and where its
// WindowMode cannot be kept: "4 Confirmation Needed", since nobody is asked, and "3 When Idle" for
// a firmware image. A configuration file never disturbs a call (what it would disturb is applied
// when the call has ended), so that any time is idle enough for it. MaxRetries -1 leaves it to us:
// none.
tl::expected<Transfer, Fault> transfer_of(const ScheduleDownload& request, WallTime now);

}  // namespace lineman::cwmp
