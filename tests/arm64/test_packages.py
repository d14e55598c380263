"""The packages for arm64: what they say of themselves, how their programs are built, and that these do their work."""

import os
import subprocess
import sys

import pytest

from conftest import SOURCE

CHECK_BINARY = SOURCE / "tests" / "release" / "check_binary"
SYSTEM_TESTS = SOURCE / "tests" / "system"
# A tenth more than on amd64: this linker does not pack relative relocations for arm64 (cmake/Options.cmake).
MOST_BYTES = 2_200_000


def run(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)


@pytest.mark.parametrize("package, library", [("lineman", "libsnmp40"), ("lineman-sipcore", "libosip2-15")])
def test_a_package_is_for_arm64_and_names_the_libraries_that_it_needs(packages, package, library):
    [file] = packages.glob(f"{package}_*_arm64.deb")
    assert run("dpkg-deb", "-f", file, "Architecture").stdout.strip() == "arm64"
    needed = [one.split()[0] for one in run("dpkg-deb", "-f", file, "Depends").stdout.split(", ")]
    assert {"libc6", "libstdc++6", "libssl3", library} <= set(needed)


def test_a_package_has_its_manual_pages(installed):
    """They are written by a program of arm64 during the build."""
    pages = {path.name for path in (installed / "usr/share/man").rglob("*.gz")}
    assert {"linemanctl.1.gz", "lineman-agentd.8.gz", "lineman-sipcored.8.gz", "lineman.conf.5.gz"} <= pages


@pytest.mark.parametrize("program", ["usr/sbin/lineman-agentd", "usr/sbin/lineman-sipcored", "usr/bin/linemanctl"])
def test_a_program_is_as_small_and_as_hardened_as_has_to_be(installed, program):
    assert "AArch64" in run("readelf", "-h", installed / program).stdout
    done = run(CHECK_BINARY, installed / program, MOST_BYTES)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("program", ["lineman-agentd", "lineman-sipcored", "linemanctl"])
def test_a_program_says_its_version(programs, program):
    done = run(programs / program, "--version")
    assert done.returncode == 0 and done.stdout.startswith(f"{program} "), done


# The same tests that the programs of this machine have to pass: one for each door and each peer.
@pytest.mark.parametrize("name", [
    "test_bad_settings.py::test_a_setting_with_a_wrong_value",
    "test_bad_settings.py::test_what_stands_in_the_file_is_accepted",
    "test_restart.py::test_what_was_set_is_there_after_a_restart_of_both",
    "test_rollback.py::test_back_to_the_one_before",
    "test_phone_files.py::test_three_files_are_one_change_in_which_the_later_ones_win",
    "test_set.py::test_six_varbinds_over_two_accounts_and_three_tables",
    "test_transports.py::test_an_account_registers_over_one_connection",
    "test_acs_sessions.py::test_the_first_contact",
])
def test_the_phone_does_under_qemu_what_it_does_here(programs, name):
    done = run(sys.executable, "-B", "-m", "pytest", "-p", "no:cacheprovider", "-q", "--tb=short", SYSTEM_TESTS / name,
               env=os.environ | {"LINEMAN_BIN": str(programs), "LINEMAN_SOURCE": str(SOURCE)})
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr
