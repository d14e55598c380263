"""A Debian root that is booted: systemd, the services and a network of its own, and nothing of it left afterwards."""

import os
import subprocess
from pathlib import Path

from cgroup import ControlGroup
from rig.processes import Process
from rig.waiting import until

BOOTED = ("running", "degraded")
REBOOTED = 133  # what systemd-nspawn ends with when the system wants to be booted again
_BOOT = 120  # seconds
_ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "SYSTEMD_COLORS": "0", "SYSTEMD_PAGER": ""}


class Machine:
    """The system in `root`. Its console goes to `log`. end() has to be called, whatever happens."""

    def __init__(self, root, log):
        self.root = root
        self.leader = None  # the process that is number 1 inside
        self._log = log
        self._process = None
        self._group = None

    def boot(self):
        """Returns what systemd says of itself: "running" where nothing failed."""
        name = f"lineman-{os.getpid()}"
        self._group = ControlGroup(name)
        self._process = Process(name, self._group.entered(
            ["systemd-nspawn", "--quiet", "-D", self.root, f"--machine={name}", "-b", "--register=no", "--keep-unit",
             "--private-network", "--console=pipe", "--resolv-conf=off", "--timezone=off"]), self._log)
        self.leader = until(self._find_leader, "systemd to start", _BOOT)
        return until(self._has_booted, "the system to be booted", _BOOT)

    def wait_until_ended(self):
        """By itself. Returns systemd-nspawn's exit code."""
        code = self._process.wait(_BOOT)
        self._forget()
        return code

    def end(self):
        """In good order where the system lets it."""
        if self._process:
            self._process.end(deadline=30)
        self._forget()

    def run(self, *words):
        """A command in it, as subprocess gives it."""
        command = ["nsenter", "-t", self.leader, "-a", "--wd=/", "--", *words]
        return subprocess.run([str(word) for word in command], env=_ENVIRONMENT, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60, check=False)

    def say(self, *words):
        """What a command in it prints; its failure is one of the test."""
        done = self.run(*words)
        assert done.returncode == 0, f"{words}: {done.returncode} {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def inside(self, path):
        """Where a file of the root is for this program; what the system has mounted does not show."""
        return self.root / str(path).lstrip("/")

    def write(self, path, text, mode=0o644):
        file = self.inside(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(mode)

    # Units

    def show(self, unit, name):
        """A property of a unit."""
        return self.say("systemctl", "show", "--value", "-p", name, unit)

    def main_pid(self, unit):
        """As the system itself counts; 0 while there is none."""
        return int(self.show(unit, "MainPID"))

    def restarts(self, unit):
        return int(self.show(unit, "NRestarts"))

    def wait_until_restarted(self, unit, restarts):
        """Until systemd has started it anew, once more than it had `restarts`, and it says that it is ready."""
        until(lambda: self.restarts(unit) > restarts and self.show(unit, "ActiveState") == "active",
              f"systemd to start {unit} again", 60)

    def journal(self, *words):
        return self.say("journalctl", "--no-pager", "--quiet", *words)

    def _find_leader(self):
        assert self._process.running(), f"systemd-nspawn ended with {self._process.exit_code()}: {self._process.output()}"
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        return next((pid for pid in children if Path(f"/proc/{pid}/comm").read_text() == "systemd\n"), None)

    def _has_booted(self):
        assert self._process.running(), f"systemd-nspawn ended with {self._process.exit_code()}: {self._process.output()}"
        state = self.run("systemctl", "is-system-running").stdout.strip()
        return state if state in BOOTED else None

    def _forget(self):
        if self._group:
            self._group.remove()
        self._process = self._group = self.leader = None
