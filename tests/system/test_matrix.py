"""Every parameter at every boundary through every door: what the table's row says decides, and the doors agree on the verdict
and on what is stored. What is asked is generated from the rows (rig/boundaries.py); what a protocol cannot say, or says in
other words, stands with its door (rig/doors.py)."""

import pytest

from rig.boundaries import GOOD, TYPE, cells, rows
from rig.doors import ControlDoor, CwmpDoor, PhoneFileDoor, SnmpDoor
from rig.management import acs_values, first_contact, session_now
from rig.manager import Manager
from rig.phone import WRITING_COMMUNITY
from rig.plain_core import PlainCore
from rig.snmp_packets import number, octets, unsigned
from rig.waiting import until

FEWEST_ROWS = 50  # a table that is not there would pass every test
FEWEST_CELLS = {"control": 1500, "snmp": 1000, "cwmp": 1000, "cfg": 1000}


class Bench:
    """A phone with its doors. What would close the door through which the tests ask keeps one value between the cells."""

    def __init__(self, phone, control):
        self.phone = phone
        self.control = control
        self.pinned = {}
        self.failures = []
        self.asked = 0

    def fill(self, door, row):
        """All cells of one row through one door."""
        every = cells(row)
        firsts = [cell.stored for cell in every if cell.verdict == GOOD]
        for cell in every:
            if door.carries(row, cell):
                self._try(door, row, cell, firsts)
        if row["name"] in self.pinned:
            self.control.set(row["name"], self.pinned[row["name"]])

    def _try(self, door, row, cell, firsts):
        self.asked += 1
        before = self._prepare(row, cell, firsts)
        said = door.ask(row, cell)
        stored = self.control.stored(row)
        wanted, kept = door.expects(row, cell), cell.stored if cell.verdict == GOOD else before
        if said != wanted or stored != kept:
            self.failures.append(f"{row['name']} {cell.what!r} through {door.name}: {said}, not {wanted}; "
                                 f"stored {stored!r:.60}, not {kept!r:.60}")

    def _prepare(self, row, cell, firsts):
        """Another value than the cell asks for, so that a yes shows."""
        if row["name"] in self.pinned:
            wanted = self.pinned[row["name"]]
        elif cell.verdict != GOOD:
            return self.control.stored(row)
        else:
            wanted = next(text for text in firsts if text != cell.stored)
        said = self.control.set(row["name"], wanted)
        assert said == GOOD, f"{row['name']}: the socket refuses {wanted!r:.60}: {said}"
        return wanted

    def report(self, door):
        assert not self.failures, f"{len(self.failures)} of {self.asked} cells:\n" + "\n".join(self.failures[:200])
        assert self.asked >= FEWEST_CELLS[door.name]


@pytest.fixture
def bench(make_phone):
    """Its core takes everything: ours may lack what the table permits."""
    phone = make_phone(settings=WRITING_COMMUNITY)
    core = PlainCore(phone.runtime / "sipcore")
    phone.start_agent()
    phone.change({"network.snmp.enable": 1})
    control = ControlDoor(phone)
    yield Bench(phone, control)
    control.close()
    core.go()


@pytest.fixture
def table():
    found = rows()
    assert len(found) >= FEWEST_ROWS
    return found


@pytest.fixture
def snmp(bench, scratch):
    manager = Manager(scratch, bench.phone.snmp_port)
    until(manager.answers, "the SNMP agent to answer")
    bench.pinned = {"network.snmp.enable": "1", "network.snmp.trust_ip": "127.0.0.0/8"}
    door = SnmpDoor(bench.phone.snmp_port, manager)
    yield door
    door.close()


@pytest.fixture
def cwmp(bench, acs):
    first_contact(bench.phone, acs)
    bench.pinned = {name: str(value) for name, value in acs_values(acs.url()).items()}
    door = CwmpDoor(lambda: session_now(bench.phone, acs))
    yield door
    door.close()


def all_through(bench, door, table):
    for row in table:
        bench.fill(door, row)
    bench.report(door)


def test_the_control_socket(bench, table):
    all_through(bench, bench.control, table)


def test_snmp(bench, snmp, table):
    all_through(bench, snmp, table)


def test_cwmp(bench, cwmp, table):
    all_through(bench, cwmp, table)


def test_a_phones_file(bench, table):
    all_through(bench, PhoneFileDoor(bench.control), table)


# A good value of another type, where the protocol has types

def test_another_type_in_snmp(bench, snmp, table):
    wrong = []
    for row in table:
        if not row["oid"] or row["secret"]:
            continue
        one = next(cell for cell in cells(row) if cell.verdict == GOOD and snmp.carries(row, cell))
        is_text = row["kind"] in ("text", "host", "networks", "time")
        is_unsigned = row["kind"] in ("unsigned", "seconds")
        others = [number(1), unsigned(1)] if is_text else [octets(one.text), number(1) if is_unsigned else unsigned(1)]
        before = bench.control.stored(row)
        for value in others:
            said = snmp.send(row["oid"], value)
            if said != TYPE or bench.control.stored(row) != before:
                wrong.append(f"{row['name']}: {said} for {value!r}")
    assert not wrong, "\n".join(wrong)


def test_another_type_in_cwmp(bench, cwmp, table):
    wrong = []
    for row in table:
        one = next(cell for cell in cells(row) if cell.verdict == GOOD and cwmp.carries(row, cell))
        before = bench.control.stored(row)
        for kind in sorted(set(cwmp.TYPES.values()) | {"long", "base64"}):
            if kind == cwmp.TYPES[row["kind"]]:
                continue
            said = cwmp.send(row["tr069"], kind, one.text.decode())
            if said != TYPE or bench.control.stored(row) != before:
                wrong.append(f"{row['name']}: {said} for {kind}")
    assert not wrong, "\n".join(wrong)
