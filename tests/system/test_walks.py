"""Walks: what they show is the module's list with its types and access, and they stay in order whatever is set meanwhile."""

import subprocess
import threading

import pytest

from rig.expected_objects import expected_list
from rig.mib_module import OBJECTS, arcs, read_objects
from rig.phone import COMMUNITY, WRITING_COMMUNITY
from rig.plain_manager import PlainManager
from rig.snmp_packets import number, octets, unsigned
from rig.waiting import until

MANY = 400  # varbinds of a SET
ENCODERS = {"INTEGER": number, "Gauge32": unsigned, "OCTETS": octets}
SETTERS, EACH = 4, 250  # 1,000 SETs
LABELS = f"{OBJECTS}.3.1.3"  # accountLabel
EXPIRES = f"{OBJECTS}.4.1.5"  # sipServerExpires


@pytest.fixture(params=[2, 16, 512])
def accounts(request):
    return request.param


@pytest.fixture
def phone(make_phone, accounts, registrar_a):
    """For more accounts than most builds have, set LINEMAN_BIN to one of the preset release-512."""
    phone = make_phone(accounts=accounts, settings=WRITING_COMMUNITY)
    done = subprocess.run([str(word) for word in [*phone.agent_arguments(), "--check"]], capture_output=True, text=True,
                          timeout=30, check=False)
    if done.returncode:
        assert "device.accounts" in done.stdout + done.stderr
        pytest.skip(f"this build has fewer than {accounts} accounts; see LINEMAN_BIN")
    phone.start()
    phone.change({"network.snmp.enable": 1} | phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    until(lambda: all(one["open"] for one in phone.status()["doors"] if one["door"] == "snmp"), "the SNMP door to be open")
    return phone


@pytest.fixture
def writing(phone):
    manager = PlainManager(phone.snmp_port, "writer")
    yield manager
    manager.close()


def as_told(found):
    return [[oid, kind, value.hex() if isinstance(value, bytes) else value] for oid, kind, value in found]


def test_what_a_walk_shows_is_the_list(phone, writing, accounts):
    """By GETNEXT, by GETBULK of several sizes, and by GET."""
    walked = writing.walk(OBJECTS)
    expected = expected_list(phone, accounts, as_told(walked))
    names = [(oid, kind) for oid, kind, _ in expected]
    assert [(oid, kind) for oid, kind, _ in walked] == names
    stored = {oid: value for oid, _, value in expected}
    writable = {one.oid for one in read_objects() if one.access == "readwrite"}
    for oid, _, value in as_told(walked):
        if any(oid.startswith(column + ".") for column in writable):
            assert value == stored[oid], oid
    for repetitions in (1, 7, 40, 1000):
        assert [(oid, kind) for oid, kind, _ in writing.walk(OBJECTS, repetitions)] == names
    for first in range(0, len(names), MANY):
        part = names[first:first + MANY]
        assert [(oid, kind) for oid, kind, _ in writing.get(*(oid for oid, _ in part))] == part


def test_what_is_read_write_takes_its_own_value(phone, writing, accounts):
    """Every instance; nothing is changed by it, so nothing is stored. Secrets read as empty and want authPriv."""
    columns = {one.oid: one for one in read_objects() if one.access == "readwrite"}
    secrets = tuple(oid for oid, one in columns.items() if "Password" in one.name)
    assert secrets
    before = phone.get("*"), phone.generation()
    own = [(oid, ENCODERS[kind](value)) for oid, kind, value in writing.walk(OBJECTS)
           if not oid.startswith(tuple(secret + "." for secret in secrets))
           and any(oid.startswith(column + ".") for column in columns)]
    own = [(oid, value) for oid, value in own if not oid.startswith(f"{OBJECTS}.1.5.")]  # configSerialNo counts
    assert len(own) >= 40 * accounts
    for first in range(0, len(own), MANY):
        assert writing.set(own[first:first + MANY]) == ("noError", 0)
    assert (phone.get("*"), phone.generation()) == before
    for secret in secrets:
        instance = next(oid for oid, _, _ in writing.walk(secret))
        assert writing.set([own[0], (instance, octets(b"sesame"))]) == ("notWritable", 2)


def test_what_is_read_only_takes_none(phone, writing, accounts):
    """The first and the last instance of each object, with the value that it has; and index columns, which nobody reads."""
    walked = writing.walk(OBJECTS)
    before = phone.get("*"), phone.generation()
    for one in read_objects():
        if one.access == "readonly":
            instances = [(oid, kind, value) for oid, kind, value in walked if oid.startswith(one.oid + ".")]
            for oid, kind, value in {*instances[:1], *instances[-1:]}:
                encode = ENCODERS.get(kind, unsigned)
                assert writing.set([(oid, encode(value))]) == ("notWritable", 1), one.name
        elif one.access == "noaccess":
            instance = one.oid + ".1" * max(1, len(one.index))
            assert writing.get(instance)[0][1] == "noSuchObject", one.name
            assert writing.set([(instance, unsigned(1))]) == ("notWritable", 1), one.name
    assert (phone.get("*"), phone.generation()) == before


class Worker(threading.Thread):
    """Does something until it is over, and keeps what went wrong for the test."""

    def __init__(self, work):
        super().__init__()
        self.trouble = None
        self.result = None
        self._work = work
        self.start()

    def run(self):
        try:
            self.result = self._work()
        except BaseException as trouble:  # told to the test
            self.trouble = trouble


# Objects whose rows are the same all the time; an event log grows while it is walked.
STEADY = tuple(one.oid + "." for one in read_objects() if one.readable and one.instances(1))


def steady(found):
    return [oid for oid in found if oid.startswith(STEADY)]


def set_all_the_time(port, who):
    """SETs over two accounts and two tables; those that waited too long in line are sent anew."""
    manager = PlainManager(port, "writer")
    done = refused = 0
    while done < EACH:
        value = f"{who} {done}".encode()
        outcome = manager.set([(f"{LABELS}.1", octets(value)), (f"{LABELS}.2", octets(value)),
                               (f"{EXPIRES}.2.1", unsigned(600 + done))])
        if outcome == ("noError", 0):
            done += 1
        else:
            assert outcome[0] == "resourceUnavailable", outcome
            refused += 1
    manager.close()
    return refused


def walk_all_the_time(port, names, over, repetitions):
    manager = PlainManager(port, COMMUNITY)
    walks = 0
    while not over.is_set() or not walks:
        assert steady(oid for oid, _, _ in manager.walk(OBJECTS, repetitions)) == names
        walks += 1
    manager.close()
    return walks


def tools_walk_all_the_time(manager, port, names, over, tool):
    walks = 0
    while not over.is_set() or not walks:
        done = manager.run(tool, "-Onq", f"udp:127.0.0.1:{port}", OBJECTS)
        assert done.returncode == 0, done.stderr
        found = [line.split()[0].strip(".") for line in done.stdout.splitlines() if line.startswith("." + OBJECTS)]
        assert found == sorted(set(found), key=arcs)
        assert steady(found) == names
        walks += 1
    return walks


@pytest.mark.parametrize("accounts", [2], indirect=True)
def test_walks_during_a_thousand_sets(phone, manager, writing):
    """None goes back or on for ever, and each shows every object once."""
    names = steady(oid for oid, _, _ in writing.walk(OBJECTS))
    assert len(names) > 300
    before = phone.generation()
    over = threading.Event()
    walkers = [Worker(lambda r=repetitions: walk_all_the_time(phone.snmp_port, names, over, r))
               for repetitions in (0, 0, 10, 50)]
    walkers += [Worker(lambda t=tool: tools_walk_all_the_time(manager, phone.snmp_port, names, over, t))
                for tool in ("snmpwalk", "snmpbulkwalk")]
    setters = [Worker(lambda w=who: set_all_the_time(phone.snmp_port, f"manager {w}")) for who in range(SETTERS)]
    for setter in setters:
        setter.join()
    over.set()
    for walker in walkers:
        walker.join()
    assert [one.trouble for one in (*setters, *walkers)] == [None] * len((*setters, *walkers))
    assert min(one.result for one in walkers) >= 1
    assert phone.generation() == before + SETTERS * EACH
    labels = phone.get("account.1.label", "account.2.label")
    assert len(set(labels.values())) == 1
