"""A Debian of its own, booted with the real systemd in a container without any network."""

import os
import signal
import subprocess
import time
from pathlib import Path

BOOT_SECONDS = 120
END_SECONDS = 60


def run(*words, **more):
    """Runs a command; what it said is in the error where it fails."""
    done = subprocess.run(words, capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, f"{' '.join(map(str, words))}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout.strip()


def until(condition, what, seconds):
    """Waits for it; the time is a bound for what hangs, not a measure."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(0.1)


class Machine:
    """`root` is a Debian's root folder, which belongs to this machine; its console goes to the file `console`."""

    def __init__(self, root, console):
        self.root = Path(root)
        self._console = console
        self._container = None
        self._init = None

    def boot(self):
        with open(self._console, "wb") as log:
            self._container = subprocess.Popen(
                ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--boot", "--private-network", "--console=pipe",
                 f"--directory={self.root}"], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until(self._has_booted, "systemd to run", BOOT_SECONDS)

    def _has_booted(self):
        assert self._container.poll() is None, self._console.read_text(errors="replace")
        children = Path(f"/proc/{self._container.pid}/task/{self._container.pid}/children").read_text().split()
        if not children:
            return False
        self._init = children[0]
        return self.ask("systemctl", "is-system-running").stdout.strip() in ("running", "degraded")

    def ask(self, *words):
        """Runs a command in the booted machine, whatever becomes of it."""
        return subprocess.run(
            ["nsenter", f"--target={self._init}", "--all", "env", "-i", "DEBIAN_FRONTEND=noninteractive", "HOME=/root", "LANG=C",
             "PATH=/usr/sbin:/usr/bin:/sbin:/bin", *words],
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)

    def run(self, *words):
        """Runs a command in the booted machine that has to succeed; what it said."""
        done = self.ask(*words)
        assert done.returncode == 0, f"{' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout.strip()

    def file(self, path):
        """A file of the machine's, seen from outside."""
        return self.root / path.lstrip("/")

    def end(self):
        """Powers off, and waits for the end."""
        if self._container is None:
            return
        if self._init:
            # What systemd takes for "power off" (systemd(1), signals).
            os.kill(int(self._init), signal.SIGRTMIN + 4)
        try:
            self._container.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._container.kill()
            self._container.wait()
        self._container = None
