"""A Reboot of the ACS where systemd runs: the agent writes a file, and a path unit of root's does the rest (tests/booted boots it)."""

import pytest

from rig.management import first_contact, session_now
from rig.paths import SOURCE
from rig.waiting import until

RUNTIME_DIR = "/run/lineman"


def shipped_command():
    """What systemd/reboot.conf makes of a Reboot."""
    lines = (SOURCE / "systemd" / "reboot.conf").read_text().splitlines()
    [command] = [line.partition(" = ")[2] for line in lines if line.startswith("cwmp.reboot_command")]
    return command


@pytest.fixture
def request_file(make_phone, acs):
    phone = make_phone()
    phone.configure({"cwmp.reboot_command": shipped_command().replace(RUNTIME_DIR, str(phone.runtime))})
    phone.start()
    first_contact(phone, acs)
    return phone, phone.runtime / "reboot"


def test_a_reboot_is_a_file_that_the_agent_alone_writes(request_file, acs):
    phone, file = request_file
    session = session_now(phone, acs)
    session.reboot("key")
    assert not file.exists()
    session.end()
    until(file.exists, "the request for a reboot")
    assert file.stat().st_size == 0
    assert phone.agent.running()
