"""A phone's state folder on a small disk that its agent alone sees, to be filled."""

import os
import subprocess

import pytest

from . import ordinary

SMALL = ["unshare", "--mount", "--propagation", "private"]
SIZE = "512k"
# $0 is the folder; what follows is the agent.
MOUNT = f'mount -t tmpfs -o size={SIZE},mode=0700 lineman "$0" && exec "$@"'


def with_a_small_disk(phone, script=MOUNT):
    """What goes before the agent. Skips where nobody may mount."""
    tool = [*SMALL] if ordinary.is_root() else [*SMALL, "--map-root-user"]
    tried = subprocess.run([*tool, "sh", "-c", 'mount -t tmpfs lineman "$0"', phone.state], capture_output=True, text=True,
                           timeout=30, check=False)
    if tried.returncode != 0:
        pytest.skip(f"this user may not mount a disk: {tried.stderr.strip()}")
    return [*tool, "sh", "-c", script, phone.state]


def inside(phone):
    """The state folder as the agent sees it."""
    return f"/proc/{phone.agent.pid}/root{phone.state}"


def fill(folder):
    """Until not an octet more goes in. Returns the file that takes all."""
    filler = os.path.join(folder, "filler")
    with open(filler, "wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                pass
    return filler
