"""What the kernel says of processes."""

import os
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def processor_time(process):
    """Seconds that it has used, as fine as the kernel's clock tick."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def idle(processes, seconds):
    """[(milliseconds of processor time, wake-ups of all threads)] of each, over the same time without work."""
    before = [(processor_time(process), _wakes(process)) for process in processes]
    time.sleep(seconds)
    return [((processor_time(process) - used) * 1000, _wakes(process) - woken)
            for process, (used, woken) in zip(processes, before)]


def _wakes(process):
    return sum(int(line.split()[1]) for thread in Path(f"/proc/{process.pid}/task").iterdir()
               for line in (thread / "status").read_text().splitlines() if "ctxt_switches" in line)
