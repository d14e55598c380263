"""strace, to have a process die or its disk fail at a chosen system call."""

import subprocess

import pytest

from .processes import Process
from .waiting import until


class Tracer:
    """strace on one thread of a running process."""

    def __init__(self, thread, output, *options):
        self._output = output
        log = output.with_suffix(".strace.log")
        log.unlink(missing_ok=True)
        self._process = Process("strace", ["strace", "-p", thread, "-o", output, *options], log)
        try:
            until(lambda: "attached" in log.read_text(errors="replace") or not self._process.running(), "strace to attach")
        except AssertionError:
            self.end()
            raise
        if not self._process.running() and "not permitted" in log.read_text(errors="replace"):
            pytest.skip("this user may not trace a process")

    def end(self):
        """Detaches; returns the trace."""
        self._process.end()
        return self._output.read_text(errors="replace")


def threads_of(process):
    """The main thread, then the others as they began, as far as their numbers say."""
    with_names = subprocess.run(["ls", f"/proc/{process.pid}/task"], capture_output=True, text=True, check=True)
    others = {int(thread) for thread in with_names.stdout.split()} - {process.pid}
    return [process.pid, *sorted(others)]
