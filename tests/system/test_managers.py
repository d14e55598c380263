"""Several managers at once: whatever was promised to one is in the history, in one order, and nobody's change is lost or torn."""

import socket
import threading
from collections import Counter

import pytest

from rig.doors import ControlDoor
from rig.management import first_contact, session_now
from rig.phone import WRITING_COMMUNITY
from rig.snmp_packets import GET, SET, message, number, octets, outcome, values
from rig.tree import client
from rig.waiting import until

OBJECTS = "1.3.6.1.4.1.32473.2.1.1"
SERIAL = f"{OBJECTS}.1.5.0"  # TestAndIncr
COUNT = f"{OBJECTS}.3.1.4.1"  # accountDisplayName.1
COUNT_NAME = "account.1.display_name"

# Each door's own pair, which always has one value.
PAIRS = {"cwmp": ("account.2.label", "account.2.display_name"), "control": ("account.2.user_name", "account.2.auth_name")}
SHARED = "account.1.label"  # written by both of them too

CHANGES = {"snmp": 500, "cwmp": 250, "control": 250}  # 1,000
AT_THE_SHELL = 25  # of control's: one linemanctl each


class Incrementer(threading.Thread):
    """An SNMP manager that adds 1 to a value: it reads, and writes under the lock that configSerialNo is. There are two."""

    def __init__(self, port, times):
        super().__init__()
        self.done = 0
        self.beaten = 0  # by the other one
        self.trouble = None
        self._times = times
        self._request = 0
        self._end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._end.settimeout(2)
        self._end.connect(("127.0.0.1", port))

    def run(self):
        try:
            while self.done < self._times:
                self._add()
        except Exception as trouble:  # told to the test
            self.trouble = trouble

    def _add(self):
        serial, count = values(self._ask(GET, [(SERIAL, None), (COUNT, None)]))
        wanted = str(int(count) + 1).encode()
        error, index = outcome(self._ask(SET, [(SERIAL, number(serial)), (COUNT, octets(wanted))]))
        if error == "noError":
            self.done += 1
        elif error == "inconsistentValue":
            assert index == 1, f"the lock is not to blame: {index}"
            self.beaten += 1
        else:
            assert error == "resourceUnavailable", error  # it waited too long in line

    def _ask(self, kind, varbinds):
        self._request += 1
        packet = message(kind, "writer", varbinds, request=self._request)
        for _ in range(15):  # a repeat gets the answer of the first one
            self._end.send(packet)
            try:
                return self._end.recv(65536)
            except TimeoutError:
                continue
        raise AssertionError("the SNMP agent is silent")


class AtTheSocket(threading.Thread):
    """Programs on the phone: over the control socket, and some of them linemanctl itself."""

    def __init__(self, phone):
        super().__init__()
        self.generations = []
        self.trouble = None
        self._phone = phone

    def run(self):
        try:
            door = ControlDoor(self._phone)
            for i in range(1, CHANGES["control"] + 1):
                wanted = {**dict.fromkeys(PAIRS["control"], f"control {i}"), SHARED: f"control {i}"}
                if i % (CHANGES["control"] // AT_THE_SHELL) == 0:
                    reply = self._phone.change(wanted)
                else:
                    reply = door.call("Set", changes=[{"name": n, "value": v} for n, v in wanted.items()])["parameters"]
                self.generations.append(reply["generation"])
            door.close()
        except Exception as trouble:  # told to the test
            self.trouble = trouble


class TheAcs(threading.Thread):
    def __init__(self, phone, acs):
        super().__init__()
        self.trouble = None
        self._session = session_now(phone, acs)

    def run(self):
        try:
            for i in range(1, CHANGES["cwmp"] + 1):
                names = client(2, "X_00005E_Label"), client(2, "X_00005E_DisplayName"), client(1, "X_00005E_Label")
                assert self._session.set([(name, "string", f"cwmp {i}") for name in names], f"key {i}") in (0, 1)
            self._session.end()
        except Exception as trouble:  # told to the test
            self.trouble = trouble


class Reader(threading.Thread):
    """Looks all the time; a pair with two values is a torn state."""

    def __init__(self, phone):
        super().__init__()
        self.torn = []
        self.looks = 0
        self._door = ControlDoor(phone)
        self._over = threading.Event()

    def close(self):
        self._over.set()
        self.join()
        self._door.close()

    def run(self):
        while not self._over.wait(0.005):
            for pair in PAIRS.values():
                reply = self._door.call("Get", patterns=list(pair))
                found = [one["value"] for one in reply["parameters"]["values"]]
                self.looks += 1
                if len(set(found)) != 1:
                    self.torn.append(found)


def stored(phone, generation):
    """{name: value} of one kept generation."""
    _, _, body = (phone.state / "generations" / str(generation)).read_text(encoding="utf-8").partition("\n\n")
    lines = [line.partition(" = ") for line in body.split("\n") if line]
    return {name: value for name, _, value in lines if name != "sha256"}


@pytest.fixture
def managed_by_all(make_phone, acs):
    phone = make_phone(settings=WRITING_COMMUNITY | {"history.generations": "1000"})
    phone.start()
    phone.change({"network.snmp.enable": 1, COUNT_NAME: 0})
    until(lambda: all(one["open"] for one in phone.status()["doors"] if one["door"] == "snmp"), "the SNMP door to be open")
    first_contact(phone, acs)
    return phone


def test_a_thousand_changes_of_several_managers(managed_by_all, acs):
    phone = managed_by_all
    first = phone.generation()
    incrementers = [Incrementer(phone.snmp_port, CHANGES["snmp"] // 2) for _ in range(2)]
    socket_user, the_acs, reader = AtTheSocket(phone), TheAcs(phone, acs), Reader(phone)
    writers = [*incrementers, socket_user, the_acs]
    for thread in (*writers, reader):
        thread.start()
    for thread in writers:
        thread.join()
    reader.close()
    assert [thread.trouble for thread in writers] == [None] * len(writers)
    assert not reader.torn and reader.looks

    # Every yes is a generation, and nothing else is.
    total = sum(CHANGES.values())
    assert phone.generation() == first + total
    history = {one["generation"]: one for one in phone.history()}
    assert sorted(history) == list(range(first + 1, first + total + 1))
    assert Counter(one["asker"]["door"] for one in history.values()) == CHANGES
    assert socket_user.generations == [n for n in sorted(history) if history[n]["asker"]["door"] == "control"]

    # Each one is the one before it and what its asker asked for, in the order in which each of them asked.
    asked = Counter()
    before = stored(phone, first + 1)
    for generation in sorted(history):
        door, changed = history[generation]["asker"]["door"], history[generation]["changed"]
        asked[door] += 1
        after = stored(phone, generation)
        if door == "snmp":
            wanted = {COUNT_NAME: str(asked[door])}
        else:
            wanted = dict.fromkeys([*PAIRS[door], SHARED], f"{door} {asked[door]}")
        assert sorted(changed) == sorted(wanted), generation
        if generation > first + 1:
            assert after == before | wanted, f"{generation} by {door}"
        before = after

    # As many as two managers added up, though they read and wrote at the same time.
    assert phone.get(COUNT_NAME) == {COUNT_NAME: str(CHANGES["snmp"])}
    assert sum(one.beaten for one in incrementers) > 0, "they were never at it at the same time"

    # The journal has each of them, in the same order; the core runs the last one.
    told = [int(line.partition("LINEMAN_GENERATION=")[2].split()[0]) for line in phone.agent.output().splitlines()
            if "configuration changed" in line]
    assert told[-total:] == sorted(history)
    until(lambda: phone.status()["sipcore"]["generation"] == first + total, "the core to run the last one")
    phone.kill_agent()
    assert stored(phone, phone.generation()) == before
