"""The core under test: one that runs, or one that is started."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

PAUSE = 0.02


class NotReached(Exception):
    """There is no core to ask."""


def _is_listened_to(path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as end:
        try:
            end.connect(str(path))
        except OSError:
            return False
    return True


@contextlib.contextmanager
def running_core(path):
    if not _is_listened_to(path):
        raise NotReached(f"nobody listens at {path}")
    yield Path(path)


@contextlib.contextmanager
def started_core(command, patience):
    """In a folder of its own, and ended afterwards with whatever it started. What it says is shown where it does not start."""
    folder = Path(tempfile.mkdtemp(prefix="lm-"))
    log = folder / "log"
    with open(log, "wb") as output:
        child = subprocess.Popen([*command, "--runtime-dir", str(folder)], stdin=subprocess.DEVNULL, stdout=output,
                                 stderr=output, start_new_session=True)
    try:
        _wait_for(folder / "sipcore", child, log, patience)
        yield folder / "sipcore"
    finally:
        _end(child, patience)
        shutil.rmtree(folder)


def _wait_for(path, child, log, patience):
    end = time.monotonic() + patience
    while not _is_listened_to(path):
        if child.poll() is not None or time.monotonic() > end:
            said = log.read_text(encoding="utf-8", errors="replace")
            raise NotReached(f"the core does not listen at {path}; it said:\n{said}")
        time.sleep(PAUSE)


def _end(child, patience):
    child.terminate()
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        pass
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
