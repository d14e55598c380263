"""Fixtures of the tests on a booted system: one system for the tests of a file."""

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "system"), str(TESTS / "acs"), str(TESTS / "roots")]

from debian_root import debian_root
from installed import PACKAGES, InstalledPhone, install
from machine import Machine
from network_namespace import network_of
from rig.phone import COMMUNITY
from rig.registrar import Registrar


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A failure comes with the system's journal."""
    outcome = yield
    report = outcome.get_result()
    machine = item.funcargs.get("machine") if hasattr(item, "funcargs") else None
    if report.failed and machine and machine.leader:
        report.sections.append(("journal", machine.run("journalctl", "--no-pager", "-n", 150).stdout))


@pytest.fixture(scope="module")
def scratch():
    folder = Path(tempfile.mkdtemp(prefix="lm-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def new_machine(scratch):
    """A system with Lineman, not yet booted."""
    if not shutil.which("systemd-nspawn"):
        pytest.skip("systemd-nspawn is not installed (scripts/setup installs it)")
    with debian_root(*PACKAGES) as root:
        install(root)
        machine = Machine(root, scratch / "console.log")
        try:
            yield machine
        finally:
            machine.end()


@pytest.fixture(scope="module")
def configured(new_machine):
    """The phone of a system that is not yet booted: a file of tests may give it more settings."""
    return InstalledPhone(new_machine, {"snmp.community.1.name": COMMUNITY, "snmp.community.1.source": "127.0.0.1"})


@pytest.fixture(scope="module")
def machine(new_machine, configured):
    """Booted, and this program in its network."""
    assert new_machine.boot() == "running", new_machine.say("systemctl", "--failed", "--no-pager")
    with network_of(new_machine.leader):
        yield new_machine


@pytest.fixture(scope="module")
def phone(machine, configured):
    return configured


@pytest.fixture(scope="module")
def registrar(machine, scratch):
    registrar = Registrar("A", scratch, "127.0.0.1", 15060)
    registrar.start()
    yield registrar
    registrar.stop()
