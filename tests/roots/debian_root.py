"""A Debian 12 root for as long as a test takes."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

MAKE_ROOT = Path(__file__).parent / "make_root"
_SKIP = 77


def _place():
    """Beside what make_root keeps: what is there is large, and copied quickly."""
    place = Path(os.environ.get("LINEMAN_ROOTS", Path(__file__).parents[2] / "build" / "roots"))
    place.mkdir(parents=True, exist_ok=True)
    return place


@contextlib.contextmanager
def debian_root(*packages):
    """A new root with these packages, removed at the end. Skips the test, and says why, where none can be had."""
    if os.geteuid() != 0:
        pytest.skip("needs root, for a Debian root of its own")
    with tempfile.TemporaryDirectory(prefix="root-", dir=_place()) as folder:
        root = Path(folder) / "root"
        made = subprocess.run([MAKE_ROOT, root, f"--include={','.join(packages)}"], text=True, stderr=subprocess.PIPE)
        if made.returncode == _SKIP:
            pytest.skip(made.stderr.strip())
        assert made.returncode == 0, made.stderr
        try:
            yield root
        finally:
            _remove(root)


def _remove(root):
    mounted = Path("/proc/self/mountinfo").read_text()
    assert str(root) not in mounted, f"something is still mounted in {root}:\n{mounted}"
    shutil.rmtree(root)
