"""An ACS asks for a restart: the system carries it out, though the agent may not, and the ACS hears of it."""

import pytest

from installed import AGENT
from machine import REBOOTED
from network_namespace import network_of
from rig.management import first_contact, session_now, wait_for_result, wait_until_delivered
from rig.waiting import until
from scripted_acs.record import Record
from scripted_acs.session import Acs

NAME = "account.1.display_name"
PORT = 15480


@pytest.fixture
def recorder(scratch):
    log = open(scratch / "acs.log", "a", buffering=1, encoding="utf-8")
    yield Record(scratch / "acs", lambda line: log.write(line + "\n"))
    log.close()


@pytest.fixture
def acs_of(recorder):
    """An ACS in the network that the test is in: a system that is booted anew has a new one."""
    made = []

    def make():
        made.append(Acs(port=PORT, record=recorder))
        return made[-1]

    yield make
    for acs in made:
        acs.close()


def booted(machine):
    assert machine.boot() == "running"
    return network_of(machine.leader)


def test_a_reboot_that_the_acs_asks_for(new_machine, configured, acs_of):
    machine, phone = new_machine, configured
    with booted(machine):
        acs = acs_of()
        until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the SIP core")
        phone.change({NAME: "before the restart"})
        first_contact(phone, acs)
        generation = phone.generation()
        session = session_now(phone, acs)
        session.reboot("key of the reboot")
        session.end()
        assert machine.wait_until_ended() == REBOOTED
        acs.close()
    with booted(machine):
        session = acs_of().session()
        assert session.inform.keyed_events == [("1 BOOT", ""), ("M Reboot", "key of the reboot")]
        session.end()
        wait_for_result(phone, "ok")
        wait_until_delivered(phone, "M Reboot")
        assert phone.get(NAME) == {NAME: "before the restart"}
        assert phone.generation() == generation
        # What asked for it is gone with the boot: it is not carried out twice.
        assert machine.run("test", "-e", "/run/lineman/reboot").returncode != 0
        assert machine.show("lineman-reboot.service", "ActiveState") == "inactive"
        assert machine.show(AGENT, "NRestarts") == "0"
