"""What debian/ says and what the tree says have to be the same."""

import fnmatch
import os
import re
import subprocess
from pathlib import Path

import pytest

SOURCE = Path(os.environ["LINEMAN_SOURCE"])
DEBIAN = SOURCE / "debian"


def lines_of(path):
    """The lines of a file of debhelper's, without comments."""
    text = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in text if line.strip() and not line.startswith("#")]


def packages_set_up(array):
    """The packages in an array of scripts/setup."""
    setup = (SOURCE / "scripts/setup").read_text(encoding="utf-8")
    found = re.search(rf"^{array}=\((.*?)\)", setup, re.M | re.S)
    return set(found.group(1).split())


def build_depends():
    control = (DEBIAN / "control").read_text(encoding="utf-8")
    found = re.search(r"^Build-Depends:(.*?)^\S", control, re.M | re.S)
    return {re.split(r"[ (]", entry.strip())[0] for entry in found.group(1).split(",")}


def test_the_packages_have_the_version_of_the_project():
    project = re.search(r"^project\(lineman VERSION ([\d.]+)", (SOURCE / "CMakeLists.txt").read_text(), re.M)
    changelog = re.match(r"lineman \(([^)]*)\)", (DEBIAN / "changelog").read_text(encoding="utf-8"))
    assert changelog.group(1) == project.group(1)


def test_what_a_package_is_built_with_is_what_setup_installs():
    # ccache makes it quicker and changes nothing.
    assert {name for name in build_depends() if not name.startswith(("debhelper-", "dh-"))} == packages_set_up("build") - {"ccache"}


def test_the_tools_of_packaging_are_set_up():
    assert {"debhelper", "dpkg-dev", "fakeroot", "lintian"} <= packages_set_up("packaging")


@pytest.fixture(name="installed", scope="module")
def _installed(tmp_path_factory):
    """What cmake installs, by path from the root."""
    root = tmp_path_factory.mktemp("root")
    subprocess.run(["cmake", "--install", os.environ["LINEMAN_BUILD"], "--prefix", "/usr"], check=True,
                   stdout=subprocess.DEVNULL, env={**os.environ, "DESTDIR": str(root)})
    return [str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir()]


def patterns():
    """What the packages take, and what is left out on purpose."""
    taken = [line.split()[0] for path in DEBIAN.glob("*.install") for line in lines_of(path)]
    return taken + lines_of(DEBIAN / "not-installed")


def covers(pattern, path):
    return fnmatch.fnmatchcase(path, pattern) or path.startswith(pattern + "/")


def test_each_installed_file_is_in_a_package(installed):
    homeless = [path for path in installed if not any(covers(pattern, path) for pattern in patterns())]
    assert not homeless, "no debian/*.install takes these"


def test_the_packages_take_nothing_that_is_not_there(installed):
    for pattern in patterns():
        there = any(covers(pattern, path) for path in installed) or any(SOURCE.glob(pattern))
        assert there, f"debian/ names {pattern}, which nobody installs"
