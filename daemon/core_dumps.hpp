// Secrets are in memory: a core dump would carry them to disk.
#pragma once

namespace lineman::daemon {

// Neither a file nor a handler (core(5), a pipe in core_pattern) gets a dump of this process. Root
// and the process's own user can still trace it: they can read the secrets' files anyway, and
// faults have to be findable.
void forbid_core_dumps();

}  // namespace lineman::daemon
