"""What is in the packages, looked at without installing them: any user may."""

import os
import subprocess
from pathlib import Path

import pytest

PACKAGES = Path(os.environ["LINEMAN_BUILD"]) / "packages"  # scripts/package made them
CHECK_BINARY = Path(__file__).parents[1] / "release/check_binary"
PROGRAMS = {"lineman": ["usr/sbin/lineman-agentd", "usr/bin/linemanctl"], "lineman-sipcore": ["usr/sbin/lineman-sipcored"],
            "lineman-web": ["usr/sbin/lineman-webd", "usr/sbin/lineman-web-password"]}
LARGEST = 2_000_000  # bytes of a program; the release tests hold the programs of the preset to the same


@pytest.fixture(name="contents", scope="module", params=["lineman", "lineman-sipcore", "lineman-web", "lineman-mibs"])
def _contents(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    [package] = PACKAGES.glob(f"{request.param}_*.deb")
    subprocess.run(["dpkg-deb", "--extract", package, folder], check=True)
    return request.param, folder


def test_its_programs_are_as_small_and_hardened_as_those_of_the_preset(contents):
    name, folder = contents
    for program in PROGRAMS.get(name, []):
        done = subprocess.run([CHECK_BINARY, folder / program, str(LARGEST)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_no_path_of_the_build_is_in_it(contents):
    _, folder = contents
    place = os.fsencode(PACKAGES.resolve())
    assert not [path for path in folder.rglob("*") if path.is_file() and place in path.read_bytes()]


def test_nobody_but_root_may_write_to_it(contents):
    _, folder = contents
    writable = [str(path) for path in folder.rglob("*") if not path.is_symlink() and path.stat().st_mode & 0o022]
    assert not writable
