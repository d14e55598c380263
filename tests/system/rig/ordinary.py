"""What root would be allowed an ordinary user is not: a phone whose agent runs as one, whoever runs the tests."""

import os
import subprocess

import pytest

from .paths import AGENT

NOBODY = 65534


def is_root():
    return os.geteuid() == 0


def words():
    """What goes before a command that shall run without root's rights."""
    if not is_root():
        return []
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


def give_away(phone):
    """All that the phone's agent needs belongs to the ordinary user then; the test is skipped where that cannot be."""
    if not is_root():
        return
    tried = subprocess.run([*words(), AGENT, "--version"], capture_output=True, text=True, timeout=30, check=False)
    if tried.returncode != 0:
        pytest.skip(f"an ordinary user cannot run the programs where they stand: {tried.stderr.strip()}")
    phone.folder.chmod(0o755)
    for path in (phone.state, phone.runtime, *phone.folder.glob("secret-*")):
        os.chown(path, NOBODY, NOBODY)
