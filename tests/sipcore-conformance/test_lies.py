"""The conformance test notices each broken promise, and an honest core keeps them all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from lies import NOTICED_BY  # pylint: disable=wrong-import-position
from promises import ALL  # pylint: disable=wrong-import-position

BIN = Path(os.environ.get("LINEMAN_BIN", HERE.parents[1] / "build" / "dev" / "bin"))
CORE = [BIN / "lineman-sipcored", "--set", "sip.bind=127.0.0.1:0", "--set", "device.accounts=3"]


def conformance(lie, *options):
    words = [sys.executable, "-B", HERE / "conformance.py", *options, sys.executable, "-B", HERE / "wrong_core.py", lie, *CORE]
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=100, check=False)


def test_an_honest_core_keeps_all_promises():
    done = conformance("none")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("\nok ") + 1 == len(ALL)


@pytest.mark.parametrize("lie", NOTICED_BY)
def test_a_broken_promise_is_noticed(lie):
    words = "" if lie == "quotes_a_password" else NOTICED_BY[lie]
    done = conformance(lie, "--patience", "1", "--only", words)
    assert done.returncode == 1, done.stdout + done.stderr
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert any(NOTICED_BY[lie] in line for line in failed), done.stdout


def test_each_promise_has_a_lie_that_breaks_it():
    for promise in ALL:
        assert any(words in promise.name for words in NOTICED_BY.values()), promise.name


def test_a_core_that_does_not_start_is_said_so(tmp_path):
    done = subprocess.run([sys.executable, "-B", HERE / "conformance.py", "--patience", "1", "/bin/false"],
                          capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert "does not listen" in done.stderr
    wrong = subprocess.run([sys.executable, "-B", HERE / "conformance.py"], capture_output=True, text=True, timeout=60,
                           check=False)
    assert wrong.returncode == 2
