"""A package's life in a Debian of its own, with the real systemd: the tests are its stages, in their order."""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from machine import Machine, run, until
from newer_package import newer_package

sys.path.append(str(Path(__file__).parents[1] / "roots"))
from debian_root import debian_root  # noqa: E402

PACKAGES = Path(os.environ["LINEMAN_BUILD"]) / "packages"  # scripts/package made them
TESTS = Path(os.environ["LINEMAN_SOURCE"]) / "debian/tests"
NAMES = ("lineman", "lineman-sipcore", "lineman-web", "lineman-mibs")
SERVICES = ("lineman-agent.service", "lineman-sipcore.service")
ENABLED = (*SERVICES, "lineman-control.socket", "lineman-sipcore.socket", "lineman-reboot.path")
SOCKETS = ("lineman-control.socket", "lineman-sipcore.socket", "lineman-snmp.socket", "lineman-cwmp.socket")
DISABLED = ("lineman-snmp.socket", "lineman-cwmp.socket")
PAGE = ("lineman-web.socket", "lineman-web.service")
SIP = {("udp", 5060), ("tcp", 5060)}
OPENED = SIP | {("udp", 161), ("tcp", 7547)}
MARK = "log.level = warning\n"


def package(name, folder=PACKAGES):
    [found] = folder.glob(f"{name}_*.deb")
    return found


def dependencies():
    """What the packages and their own tests need besides each other: a booted machine has no network to fetch it from."""
    lists = [run("dpkg-deb", "--field", package(name), "Depends") for name in NAMES]
    lists += re.findall(r"^Depends: (.*)$", (TESTS / "control").read_text(encoding="utf-8"), re.M)
    wanted = {re.split(r"[ (|]", entry.strip())[0] for line in lists for entry in line.split(",")}
    return sorted(wanted - set(NAMES) - {""})


@pytest.fixture(name="folder", scope="module")
def _folder():
    made = Path(tempfile.mkdtemp(prefix="lm-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture(name="phone", scope="module")
def _phone(folder):
    if shutil.which("systemd-nspawn") is None:
        pytest.skip("systemd-nspawn is not installed (scripts/setup installs it)")
    with debian_root(*dependencies()) as root:
        machine = Machine(root, folder / "boot.log")
        try:
            machine.boot()
            yield machine
        finally:
            machine.end()


def install(phone, packages, *options):
    """Hands .deb files to the machine's apt, which asks nobody anything."""
    there = phone.file("/var/tmp/packages")
    there.mkdir(exist_ok=True)
    for file in packages:
        shutil.copy(file, there)
    names = [f"/var/tmp/packages/{file.name}" for file in packages]
    phone.run("apt-get", "install", "-y", "--no-install-recommends", *options, *names)


def answers(phone):
    return phone.ask("linemanctl", "-f", "keyvalue", "status").stdout.find("sipcore.connected=true") >= 0


def assert_running(phone):
    for service in SERVICES:
        assert phone.run("systemctl", "is-active", service) == "active"
    until(lambda: answers(phone), "the agent to reach the core", 60)


def label_of(phone):
    return phone.run("linemanctl", "-f", "keyvalue", "get", "account.1.label")


def test_it_is_installed_and_runs(phone):
    install(phone, [package(name) for name in NAMES])
    assert_running(phone)
    for unit in ENABLED:
        assert phone.run("systemctl", "is-enabled", unit) == "enabled"
    for unit in (*DISABLED, *PAGE):
        assert phone.ask("systemctl", "is-enabled", unit).stdout.strip() == "disabled"
    assert phone.run("stat", "-c", "%U %G %a", "/var/lib/lineman") == "lineman lineman 700"
    assert phone.run("dpkg", "--verify", *NAMES) == ""


def test_its_settings_are_conffiles(phone):
    assert phone.run("dpkg-query", "--show", "--showformat=${Conffiles}", "lineman").split()[0] == "/etc/lineman/lineman.conf"
    assert phone.file("/etc/lineman/lineman.conf.d").is_dir()
    phone.run("lineman-agentd", "--check")


def listening(phone):
    """Protocols and ports that something waits on. The files of /proc say it without any tool, in hexadecimal."""
    found = set()
    for table, state in (("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07")):
        for line in phone.run("cat", f"/proc/net/{table}").splitlines()[1:]:
            fields = line.split()
            if fields[3] == state:
                found.add((table[:3], int(fields[1].rsplit(":", 1)[1], 16)))
    return found


def test_no_door_to_the_network_is_open_but_that_of_sip(phone):
    assert listening(phone) == SIP


def test_the_operator_opens_the_others(phone):
    phone.run("systemctl", "enable", *DISABLED)
    phone.run("systemctl", "restart", "lineman-agent")
    assert_running(phone)
    assert listening(phone) == OPENED


@pytest.mark.parametrize("test", ["daemons", "services"])
def test_its_own_tests_pass(phone, test):
    shutil.copy(TESTS / test, phone.file("/var/tmp"))
    phone.run(f"/var/tmp/{test}")


def since(phone):
    """When each socket was opened last."""
    return phone.run("systemctl", "show", "--property=Id,ActiveEnterTimestampMonotonic", *SOCKETS)


def upgrade(phone, folder, version, *options):
    made = folder / version
    made.mkdir()
    before = phone.run("systemctl", "show", "--property=MainPID", *SERVICES)
    sockets = since(phone)
    install(phone, [newer_package(package(name), version, made) for name in NAMES], *options)
    assert phone.run("dpkg-query", "--show", "--showformat=${Version}", "lineman") == version
    assert_running(phone)
    assert phone.run("systemctl", "show", "--property=MainPID", *SERVICES) != before
    # Closed and opened again they would lose requests, and a race with their service too.
    assert since(phone) == sockets
    assert listening(phone) == OPENED


def test_an_upgrade_keeps_what_was_set_and_asks_nothing(phone, folder):
    phone.run("linemanctl", "set", "account.1.label=Reception")
    ours = phone.file("/etc/lineman/lineman.conf.d/ours.conf")
    ours.write_text(MARK)
    upgrade(phone, folder, "99.0")
    assert label_of(phone) == "account.1.label=Reception"
    assert ours.read_text() == MARK
    assert phone.file("/etc/lineman/lineman.conf").read_text().endswith("# Of version 99.0\n")


def test_an_upgrade_keeps_the_settings_file_that_was_edited(phone, folder):
    settings = phone.file("/etc/lineman/lineman.conf")
    settings.write_text(settings.read_text() + MARK)
    # What one says to dpkg who wants no question.
    upgrade(phone, folder, "99.1", "-o", "Dpkg::Options::=--force-confold")
    assert settings.read_text().endswith(MARK)
    assert phone.file("/etc/lineman/lineman.conf.dpkg-dist").read_text().endswith("# Of version 99.1\n")


def test_so_does_the_way_back(phone):
    install(phone, [package(name) for name in NAMES], "--allow-downgrades", "-o", "Dpkg::Options::=--force-confold")
    assert_running(phone)
    assert label_of(phone) == "account.1.label=Reception"


def test_removed_it_is_silent_and_its_configuration_stays(phone):
    phone.run("apt-get", "remove", "-y", *NAMES)
    for service in SERVICES:
        assert phone.ask("systemctl", "is-active", service).stdout.strip() == "inactive"
    assert listening(phone) == set()
    assert not phone.file("/usr/sbin/lineman-agentd").exists()
    assert phone.file("/etc/lineman/lineman.conf").read_text().endswith(MARK)
    assert any(phone.file("/var/lib/lineman/generations").iterdir())


def test_installed_again_it_is_the_phone_that_it_was(phone):
    install(phone, [package(name) for name in NAMES])
    assert_running(phone)
    assert label_of(phone) == "account.1.label=Reception"


def test_purged_it_is_gone(phone):
    phone.file("/etc/lineman/lineman.conf.d/ours.conf").unlink()
    phone.run("apt-get", "purge", "-y", *NAMES)
    for path in ("/etc/lineman", "/var/lib/lineman", "/run/lineman"):
        assert phone.ask("test", "-e", path).returncode == 1, path
    # Its number must not pass to somebody else's files.
    assert phone.run("getent", "passwd", "lineman").startswith("lineman:")
    assert phone.ask("systemctl", "list-unit-files", "--no-legend", "lineman*").stdout.strip() == ""


def test_installed_after_that_it_begins_afresh(phone):
    install(phone, [package(name) for name in NAMES])
    assert_running(phone)
    assert label_of(phone) == "account.1.label="
