"""scripts/arm64-root: what it refuses, and what it says where the mirror is out of reach."""

import os
import subprocess

from conftest import SKIP, SOURCE

NOBODY_LISTENS = "http://127.0.0.1:9"


def arm64_root(*words, **more):
    return subprocess.run([SOURCE / "scripts" / "arm64-root", *words], text=True, capture_output=True, check=False, **more)


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "letter").write_text("mine", encoding="utf-8")
    made = arm64_root(tmp_path)
    assert made.returncode == 1
    assert f"{tmp_path} has other things in it" in made.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter"]


def test_a_word_that_it_does_not_know_is_refused_with_its_usage():
    made = arm64_root("--clean")
    assert made.returncode == 2
    assert made.stderr.startswith("scripts/arm64-root [FOLDER]")


def test_without_a_network_it_says_so_and_skips(tmp_path):
    """And what it left is no root to the next call, which says the same."""
    for _ in range(2):
        made = arm64_root(tmp_path / "root", env=os.environ | {
            "http_proxy": NOBODY_LISTENS, "https_proxy": NOBODY_LISTENS, "APT_CONFIG": "/dev/null"})
        assert made.returncode == SKIP
        assert "mirror cannot be reached" in made.stderr
