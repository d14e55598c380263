"""make_root: what it refuses, and that it leaves nothing mounted."""

import os
import subprocess
from pathlib import Path

import pytest

from debian_root import MAKE_ROOT, debian_root

SKIP = 77


def make_root(*words, **more):
    return subprocess.run([MAKE_ROOT, *words], text=True, capture_output=True, **more)


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    made = make_root(tmp_path)
    assert made.returncode == 1
    assert f"{tmp_path} is there already" in made.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_word_that_it_does_not_know_is_refused_with_its_usage(tmp_path):
    made = make_root(tmp_path / "root", "--packages=snmp")
    assert made.returncode == 2
    assert "make_root FOLDER" in made.stderr
    assert not (tmp_path / "root").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become somebody else")
def test_who_is_not_root_is_told_so_and_skips():
    made = make_root("/tmp/not-made", user="nobody", cwd="/")
    assert made.returncode == SKIP
    assert "only root" in made.stderr


def test_a_root_has_the_packages_named_and_no_mount():
    with debian_root("libsnmp40") as root:
        listed = subprocess.run(["chroot", root, "dpkg-query", "-W", "-f", "${db:Status-Status}", "libsnmp40"], text=True,
                                stdout=subprocess.PIPE, check=True).stdout
        assert listed == "installed"
        assert (root / "sbin/init").is_symlink()
        assert str(root) not in Path("/proc/self/mountinfo").read_text()
    assert not root.exists()
