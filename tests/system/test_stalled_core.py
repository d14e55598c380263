"""A SIP core that is stopped and not dead: a SET is given up at its deadline, and everybody else is served meanwhile."""

import select
import socket

import pytest

from rig.doors import ControlDoor
from rig.management import first_contact, session_now
from rig.phone import WRITING_COMMUNITY
from rig.plain_manager import PlainManager
from rig.snmp_packets import SET, message, outcome, unsigned
from rig.tree import LABEL
from rig.waiting import until

EXPIRES = "1.3.6.1.4.1.32473.2.1.1.4.1.5.1.1"
ATTEMPTS = "1.3.6.1.4.1.32473.2.1.1.5.1.10.1"  # a counter, which the core is asked for
EXPIRES_NAME = "account.1.sip_server.1.expires"
CALLS = 10  # at the control socket while the SET waits: more than the agent can have had before it read the SET
ROUNDS = 5


@pytest.fixture
def stopped(make_phone, registrar_a, acs):
    """A registered phone whose core is stopped, and an open session of its ACS."""
    phone = make_phone(settings=WRITING_COMMUNITY)
    phone.start()
    phone.change({"network.snmp.enable": 1} | phone.account_values(1, registrar_a.target, sip_server__1__expires=600))
    phone.wait_until_registered()
    until(lambda: all(one["open"] for one in phone.status()["doors"] if one["door"] == "snmp"), "the SNMP door to be open")
    first_contact(phone, acs)
    phone.session = session_now(phone, acs)
    phone.session.get(LABEL)
    phone.core.stop()
    yield phone
    phone.core.resume()


def go_on(phone):
    phone.core.resume()
    until(lambda: phone.status()["sipcore"]["connected"], "the core to be there")
    until(lambda: phone.status()["sipcore"]["generation"] == phone.generation(), "the core to run what is stored")


class Setter:
    """Sends a SET and does not wait."""

    def __init__(self, port):
        self._end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._end.settimeout(20)
        self._end.connect(("127.0.0.1", port))
        self._number = 0

    def send(self, expires):
        self._number += 1
        self._end.send(message(SET, "writer", [(EXPIRES, unsigned(expires))], request=self._number))

    def is_answered(self):
        return bool(select.select([self._end], [], [], 0)[0])

    def outcome(self):
        return outcome(self._end.recv(65536))

    def close(self):
        self._end.close()


def test_control_and_cwmp_are_answered_before_a_set_is_given_up(stopped, registrar_a):
    """The order is the proof: an agent that waits for its core answers nobody before it answers the SET. On a machine so busy
    that the deadline passes first there is another round."""
    setter, door = Setter(stopped.snmp_port), ControlDoor(stopped)
    before = stopped.generation()
    for round_ in range(ROUNDS):
        setter.send(300 + round_)
        for _ in range(CALLS):
            reply = door.call("Get", patterns=[EXPIRES_NAME])
            assert reply["parameters"]["values"][0]["value"] == "600"
        assert stopped.session.get(LABEL) == {LABEL: ""}
        others_came_first = not setter.is_answered()
        assert setter.outcome() == ("resourceUnavailable", 1)
        if others_came_first:
            break
        go_on(stopped)
        stopped.core.stop()
    assert others_came_first
    assert stopped.generation() == before

    # It is as if nobody had asked: the core does not do it later.
    go_on(stopped)
    setter.send(240)
    assert setter.outcome() == ("noError", 0)
    assert stopped.generation() == before + 1
    until(lambda: registrar_a.requests("REGISTER", "1001")[-1].expires == "240", "the change to reach the registrar")
    assert {one.expires for one in registrar_a.requests("REGISTER")} <= {"600", "240"}
    assert stopped.session.get(LABEL) == {LABEL: ""}
    stopped.session.end()
    setter.close()
    door.close()


def test_reads_go_on_after_it(stopped):
    """Those of the configuration and those of counters, which the core is asked for."""
    manager = PlainManager(stopped.snmp_port, "writer")
    try:
        before = manager.get(EXPIRES, ATTEMPTS)
        assert manager.set([(EXPIRES, unsigned(300))]) == ("resourceUnavailable", 1)
        assert manager.get(EXPIRES, ATTEMPTS) == before
        assert len(manager.walk("1.3.6.1.4.1.32473.2.1.1", 40)) > 200
        go_on(stopped)
        assert manager.get(EXPIRES, ATTEMPTS) == before
        assert manager.set([(EXPIRES, unsigned(300))]) == ("noError", 0)
    finally:
        manager.close()


def test_several_sets_are_given_up_one_after_the_other(stopped):
    """Each with an answer of its own, none before the one that came before it, and none of them is done."""
    setters = [Setter(stopped.snmp_port) for _ in range(3)]
    before = stopped.get("*"), stopped.generation()
    for number, setter in enumerate(setters):
        setter.send(300 + number)
    assert [setter.outcome() for setter in setters] == [("resourceUnavailable", 1)] * 3
    assert (stopped.get("*"), stopped.generation()) == before
    go_on(stopped)
    assert (stopped.get("*"), stopped.generation()) == before
    for setter in setters:
        setter.close()
