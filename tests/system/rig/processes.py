"""Processes that never outlive the test."""

import ctypes
import os
import signal
import subprocess

from .waiting import until

_LIBC = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1


class Process:
    """A child in a process group of its own, with its output in a log file. `when_orphaned` is the signal that it gets
    when this program ends without having ended it: SIGTERM for one that has children to end itself."""

    def __init__(self, name, argv, log, env=None, cwd=None, when_orphaned=signal.SIGKILL, pass_fds=()):
        self.name = name
        self.log = log
        parent = os.getpid()

        def prepare():
            _LIBC.prctl(_PR_SET_PDEATHSIG, when_orphaned)
            if os.getppid() != parent:
                os._exit(1)

        with open(log, "ab") as output:
            self._child = subprocess.Popen(
                [str(word) for word in argv], stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=env,
                cwd=cwd, start_new_session=True, preexec_fn=prepare, pass_fds=pass_fds)

    @property
    def pid(self):
        return self._child.pid

    def running(self):
        return self._child.poll() is None

    def exit_code(self):
        """As subprocess gives it: negative for a signal; None while it runs."""
        return self._child.poll()

    def output(self):
        return self.log.read_text(errors="replace")

    def signal(self, number):
        self._child.send_signal(number)

    def kill(self):
        """SIGKILL, and its end awaited."""
        self._child.kill()
        self._child.wait()

    def stop(self):
        """SIGSTOP, and the stop awaited."""
        self._child.send_signal(signal.SIGSTOP)
        until(lambda: self._state() in "tT", f"{self.name} to be stopped")

    def resume(self):
        self._child.send_signal(signal.SIGCONT)

    def wait(self, deadline=30):
        return self._child.wait(deadline)

    def end(self, deadline=10):
        """SIGTERM and, where that does not do, SIGKILL to all of the group. Returns the exit code."""
        if self.running():
            self._child.send_signal(signal.SIGCONT)
            self._child.terminate()
            try:
                self._child.wait(deadline)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        return self._child.wait()

    def is_instrumented(self):
        """By a sanitizer, whose memory is not the program's."""
        with open(f"/proc/{self.pid}/maps", encoding="utf-8", errors="replace") as maps:
            return "libasan" in maps.read()

    def memory(self):
        """The figures of /proc/PID/status in kB, by name ("VmRSS", "RssAnon")."""
        with open(f"/proc/{self.pid}/status", encoding="ascii", errors="replace") as status:
            lines = dict(line.split(":", 1) for line in status)
        return {name: int(value.split()[0]) for name, value in lines.items() if value.strip().endswith("kB")}

    def _state(self):
        with open(f"/proc/{self.pid}/stat", encoding="ascii", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()[0]
