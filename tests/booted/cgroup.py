"""A control group for a booted system: two at once would share one otherwise, and what is left in it can be ended."""

import os
import signal
from pathlib import Path

from rig.waiting import until


class ControlGroup:
    """Below this program's own, in each hierarchy that systemd manages. `name` has to be free."""

    def __init__(self, name):
        self.folders = [folder / name for folder in _own_folders()]
        for folder in self.folders:
            folder.mkdir()

    def entered(self, argv):
        """The command that runs `argv` in it."""
        enter = "while [ \"$1\" != -- ]; do echo $$ >\"$1/cgroup.procs\"; shift; done; shift; exec \"$@\""
        return ["sh", "-euc", enter, "enter", *self.folders, "--", *argv]

    def remove(self):
        """With all that runs in it."""
        until(self._is_empty, "the processes of the booted system to end")
        for folder in self.folders:
            for path, _, _ in os.walk(folder, topdown=False):
                os.rmdir(path)

    def _is_empty(self):
        left = {int(pid) for folder in self.folders for file in folder.rglob("cgroup.procs") for pid in _words(file)}
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        return not left


def _words(file):
    try:
        return file.read_text().split()
    except OSError:
        return []


def _own_folders():
    """cgroups(7): the unified hierarchy, and beside version 1 the one that is systemd's by name."""
    mounted = [line.split() for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    points = {}
    for words in mounted:
        kind, options = words[words.index("-") + 1], words[-1].split(",")
        if kind == "cgroup2":
            points[""] = Path(words[4])
        elif kind == "cgroup" and "name=systemd" in options:
            points["name=systemd"] = Path(words[4])
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, name, path = line.split(":", 2)
        if name in points:
            yield points[name] / path.lstrip("/")
