"""Memory and descriptors of a process along the way."""

import os
import statistics


class Footprint:
    """`slack_kb`: by how much anonymous memory may grow from the first third of the looks to the last."""

    def __init__(self, process, slack_kb):
        self._process = process
        self._slack = slack_kb
        self._memory = []
        self._files = []

    def look(self):
        self._memory.append(self._process.memory()["RssAnon"])
        self._files.append(len(os.listdir(f"/proc/{self._process.pid}/fd")))

    def assert_flat(self):
        """Prints what there was."""
        first, last = self._thirds(self._memory)
        fewest, most = self._thirds(self._files)
        print(f"{self._process.name}: anonymous memory {first:g} kB, then {last:g} kB; descriptors {fewest:g}, then {most:g}")
        assert most <= fewest + 2, f"{self._process.name}: descriptors along the way: {self._files}"
        if not self._process.is_instrumented():  # sanitizers keep what was freed
            assert last - first <= self._slack, f"{self._process.name}: anonymous memory along the way, kB: {self._memory}"

    @staticmethod
    def _thirds(figures):
        """The medians of the first third and of the last."""
        third = max(1, len(figures) // 3)
        return statistics.median(figures[:third]), statistics.median(figures[-third:])
