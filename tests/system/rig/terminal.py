"""A shell at a terminal, as a person sits before it."""

import os
import pty
import re
import select
import shutil
import signal
import time

from .paths import CTL
from .waiting import DEADLINE

TAB = "\t"
PROMPT = "ready> "
_CONTROLS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\x07|\r")


class Terminal:
    """A shell with linemanctl in its PATH. What it prints is read as text, without what moves the cursor."""

    def __init__(self, argv, home, environment=None):
        self.said = ""
        path = f"{CTL.parent}:/usr/bin:/bin"
        environment = {"PATH": path, "HOME": str(home), "TERM": "dumb", "LC_ALL": "C.UTF-8", "COLUMNS": "200",
                       **(environment or {})}
        self._pid, self._end = pty.fork()
        if self._pid == 0:
            try:
                os.chdir(home)
                os.execve(shutil.which(argv[0], path=path), argv, environment)
            finally:
                os._exit(127)

    def type(self, text):
        os.write(self._end, text.encode())

    def wait_for(self, pattern):
        """What it said up to and with the pattern, which is then read."""
        end = time.monotonic() + DEADLINE
        while True:
            found = re.search(pattern, self.said)
            if found:
                self.said = self.said[found.end():]
                return found
            left = end - time.monotonic()
            if left <= 0 or not self._read(left):
                raise AssertionError(f"waited for {pattern!r}; on the screen: {self.said!r}")

    def _read(self, seconds):
        if not select.select([self._end], [], [], seconds)[0]:
            return False
        try:
            octets = os.read(self._end, 4096)
        except OSError:  # the shell ended
            return False
        self.said += _CONTROLS.sub("", octets.decode(errors="replace"))
        return bool(octets)

    def close(self):
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._end)
