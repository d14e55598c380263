"""Fixtures of the tests of documents."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "system"), str(TESTS / "acs")]


@pytest.fixture
def scratch():
    """A private folder with a short name, since the path of a socket ends at 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="lm-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(name="site", scope="session")
def _site(tmp_path_factory):
    """The folder of the site, built from what is there."""
    if shutil.which("mkdocs") is None:
        pytest.skip("mkdocs is not installed (scripts/setup installs it)")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run([TESTS.parent.joinpath("scripts/site"), "--into", folder], capture_output=True, text=True, timeout=300,
                          check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
