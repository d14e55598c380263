"""The packages for arm64, and their programs as something that this machine can run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(os.environ.get("LINEMAN_SOURCE", Path(__file__).parents[2]))
ROOT = SOURCE / "build" / "arm64-root"
EMULATOR = "qemu-aarch64-static"
NEEDED = ("aarch64-linux-gnu-g++-12", EMULATOR, "dpkg-buildpackage", "dh", "lintian")
SKIP = 77


@pytest.fixture(scope="session")
def packages(tmp_path_factory):
    """The folder of the packages: made now, or LINEMAN_ARM64_PACKAGES, which scripts/package has made before."""
    missing = [tool for tool in NEEDED if not shutil.which(tool)]
    if missing:
        pytest.skip(f"missing here: {' '.join(missing)}")
    if made_before := os.environ.get("LINEMAN_ARM64_PACKAGES"):
        return Path(made_before)
    folder = tmp_path_factory.mktemp("packages")
    done = subprocess.run([SOURCE / "scripts" / "package", "--arm64", folder], capture_output=True, text=True, check=False)
    if done.returncode == SKIP:
        pytest.skip(done.stderr.strip().splitlines()[-1])
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def installed(packages, tmp_path_factory):
    """What the packages would put below /."""
    folder = tmp_path_factory.mktemp("installed")
    for package in ("lineman", "lineman-sipcore"):
        [file] = packages.glob(f"{package}_*_arm64.deb")
        subprocess.run(["dpkg-deb", "-x", file, folder], check=True)
    return folder


@pytest.fixture(scope="session")
def programs(installed, tmp_path_factory):
    """A folder with the three programs, each of which is qemu with the one of the package."""
    folder = tmp_path_factory.mktemp("programs")
    for program in ("usr/sbin/lineman-agentd", "usr/sbin/lineman-sipcored", "usr/bin/linemanctl"):
        path = folder / Path(program).name
        path.write_text(f'#!/bin/sh\nexec {EMULATOR} -L {ROOT} {installed / program} "$@"\n', encoding="utf-8")
        path.chmod(0o755)
    return folder
