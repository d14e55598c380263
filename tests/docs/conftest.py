"""Fixtures of the tests of documents."""

import shutil
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
