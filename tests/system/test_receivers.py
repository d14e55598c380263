"""Receivers of notifications that are silent, late, started anew, or other ones than before."""

import signal
import socket

import pytest

from rig.manager import Manager
from rig.ordinary import give_away, words
from rig.ports import free_port
from rig.phone import WRITER
from rig.trap_receiver import TrapReceiver
from rig.waiting import until

MOST_PENDING = 16
LABEL = "account.1.label"


@pytest.fixture
def make_receiver(scratch):
    receivers = []

    def make(name="snmptrapd", **arguments):
        receivers.append(TrapReceiver(scratch, name, users=(WRITER,), **arguments))
        receivers[-1].start()
        return receivers[-1]

    yield make
    for receiver in receivers:
        receiver.stop()


@pytest.fixture
def telling(make_phone):
    """A phone with these settings, and with an open SNMP door."""
    def start(settings):
        phone = make_phone(settings=settings)
        phone.start()
        phone.change({"network.snmp.enable": 1})
        return phone
    return start


def counters(manager, number=1):
    names = ("Sent", "Acknowledged", "Lost", "Pending")
    return dict(zip(names, map(int, manager.get(*(f"receiver{name}.{number}" for name in names)))))


def wait_for_counters(manager, number=1, deadline=60, **wanted):
    def reached():
        found = counters(manager, number)
        return found if all(found[name] == value for name, value in wanted.items()) else None
    try:
        return until(reached, f"receiver {number} to have {wanted}", deadline)
    except AssertionError as late:
        raise AssertionError(f"{late}; has {counters(manager, number)}") from None


def relabel(phone, text):
    return phone.change({LABEL: text})["generation"]


@pytest.mark.parametrize("version", ["2c", "3"])
def test_a_silent_receiver_of_informs_holds_up_nothing(scratch, telling, registrar_a, version):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        target = f"udp:127.0.0.1:{silent.getsockname()[1]}"
        who = {"community": "traps"} if version == "2c" else {"user": WRITER.name}
        phone = telling({f"snmp.notify.1.{name}": value for name, value in
                         ({"target": target, "version": version, "inform": "yes"} | who).items()})
        manager = Manager(scratch, phone.snmp_port)
        # The inform waits while the phone registers, answers managers and the shell, and is changed.
        assert counters(manager)["Pending"] == 1
        phone.change(phone.account_values(1, registrar_a.target))
        phone.wait_until_registered(target=registrar_a.target)
        assert manager.set([("accountLabel.1", "s", "by a manager")]).error == "noError"
        assert phone.get(LABEL) == {LABEL: "by a manager"}
        assert counters(manager) == {"Sent": 3 if version == "2c" else 0, "Acknowledged": 0, "Lost": 0, "Pending": 3}
        lost = wait_for_counters(manager, Pending=0)
        assert lost["Lost"] == 3
        # Lost once more, and told once.
        relabel(phone, "one more")
        assert wait_for_counters(manager, Pending=0, Lost=4)["Acknowledged"] == 0
        assert phone.agent.output().count(f"notifications to {target} are lost: it does not answer") == 1


def test_a_receiver_that_answers_late_acknowledges_once(scratch, telling, make_receiver):
    receiver = make_receiver()
    phone = telling(receiver.settings(1, user=WRITER, inform=True))
    manager = Manager(scratch, phone.snmp_port)
    wait_for_counters(manager, Acknowledged=1, Pending=0)
    receiver.process.stop()
    generation = relabel(phone, "late")
    assert counters(manager)["Pending"] == 1
    # Until a second copy of the message waits in its socket.
    until(lambda: _octets_waiting(receiver.port) > 1.5 * _first_size(receiver.port), "the inform to be sent again")
    receiver.process.resume()
    done = wait_for_counters(manager, Acknowledged=2, Pending=0)
    assert (done["Sent"], done["Lost"]) == (2, 0)
    assert any(str(generation) in one.objects.values() for one in receiver.named("configurationChanged"))


_SIZES = {}


def _octets_waiting(port):
    with open("/proc/net/udp", encoding="ascii") as table:
        for line in table:
            fields = line.split()
            if fields[1].endswith(f":{port:04X}"):
                return int(fields[4].split(":")[1], 16)
    return 0


def _first_size(port):
    """What the first message alone took in the socket's queue."""
    waiting = _octets_waiting(port)
    if waiting:
        _SIZES.setdefault(port, waiting)
    return _SIZES.get(port, 1 << 30)


def test_a_receiver_that_starts_again_is_told_as_before(scratch, telling, make_receiver):
    receiver = make_receiver()
    phone = telling(receiver.settings(1, user=WRITER, inform=True))
    manager = Manager(scratch, phone.snmp_port)
    wait_for_counters(manager, Acknowledged=1, Pending=0)
    receiver.restart()  # another engineBoots
    relabel(phone, "after its start")
    wait_for_counters(manager, Acknowledged=2, Pending=0, Lost=0)
    receiver.restart(forget=True)  # another engine
    relabel(phone, "after its loss of memory")
    wait_for_counters(manager, Acknowledged=3, Pending=0, Lost=0)


def test_an_outage_and_its_end_are_told_once_each(scratch, telling, make_receiver):
    receiver = make_receiver()
    phone = telling(receiver.settings(1, "2c", inform=True))
    manager = Manager(scratch, phone.snmp_port)
    wait_for_counters(manager, Acknowledged=1, Pending=0)
    receiver.stop()
    for number in range(2):
        relabel(phone, f"unheard {number}")
    wait_for_counters(manager, Lost=2, Pending=0)
    receiver.start()
    relabel(phone, "heard")
    wait_for_counters(manager, Acknowledged=2, Pending=0)
    log = phone.agent.output()
    assert log.count(f"notifications to {receiver.target} are lost: it does not answer") == 1
    assert log.count(f"notifications to {receiver.target} arrive again; 2 were lost") == 1


def test_receivers_at_ipv6_addresses(telling, make_receiver):
    receiver = make_receiver(address="::1")
    telling(receiver.settings(1, "2c") | receiver.settings(2, user=WRITER, inform=True))
    assert {one.pdu for one in receiver.wait_for("configurationChanged", 2)} == {"TRAP2", "INFORM"}


def test_an_agent_without_roots_rights_tells_as_well(make_phone, make_receiver):
    receiver = make_receiver()
    phone = make_phone(settings=receiver.settings(1, "2c") | receiver.settings(2, user=WRITER, inform=True))
    give_away(phone)
    phone.start_core()
    phone.start_agent(prefix=words())
    phone.change({"network.snmp.enable": 1})
    assert {one.pdu for one in receiver.wait_for("configurationChanged", 2)} == {"TRAP2", "INFORM"}


def test_other_receivers_by_sighup(scratch, telling, make_receiver):
    stays, goes, comes = (make_receiver(name) for name in ("stays", "goes", "comes"))
    phone = telling(stays.settings(1, user=WRITER, inform=True) | goes.settings(2, "2c"))
    manager = Manager(scratch, phone.snmp_port)
    wait_for_counters(manager, Acknowledged=1, Pending=0)
    phone.configure(comes.settings(2, "2c"))
    said = phone.agent.output().count("settings ")
    phone.agent.signal(signal.SIGHUP)
    until(lambda: phone.agent.output().count("settings ") > said, "the agent to read its settings again")
    relabel(phone, "to the new ones")
    comes.wait_for("configurationChanged")
    wait_for_counters(manager, Acknowledged=2, Pending=0)
    assert counters(manager, 2)["Sent"] == 1
    assert len(goes.named("configurationChanged")) == 1
    assert phone.agent.output().count("SNMP notifications go to 2 receivers") == 2


@pytest.mark.parametrize("settings,complaint", [
    ({"target": "udp:127.0.0.1", "user": "nobody"}, "snmp.notify.1.user is nobody, which no snmp.user.N.name is"),
    ({"target": "udp:127.0.0.1"}, "snmp.notify.1.target needs snmp.notify.1.user"),
    ({"target": "udp:127.0.0.1", "version": "2c"}, "snmp.notify.1.target needs snmp.notify.1.community"),
    ({"target": "udp:127.0.0.1", "user": WRITER.name, "community": "hidden words"},
     "snmp.notify.1.community is for version 2c only"),
    ({"target": "tcp:127.0.0.1:162", "user": WRITER.name}, "snmp.notify.1.target"),
    ({"user": WRITER.name}, "snmp.notify.1.target is missing"),
])
def test_settings_that_are_wrong_say_so(make_phone, settings, complaint):
    phone = make_phone(settings={f"snmp.notify.1.{name}": value for name, value in settings.items()})
    with pytest.raises(AssertionError, match="the agent ended"):
        phone.start_agent()
    assert complaint in phone.agent.output()
    assert "hidden words" not in phone.agent.output()
    phone.agent = None


def test_a_receiver_whose_user_has_no_key_is_left_out(telling, make_receiver):
    receiver = make_receiver()
    lost = {"snmp.user.3.name": "keyless", "snmp.user.3.auth": "SHA-256", "snmp.user.3.auth_key_file": "/nowhere",
            "snmp.user.3.priv": "AES", "snmp.user.3.priv_key_file": "/nowhere",
            "snmp.notify.1.target": f"udp:127.0.0.1:{free_port()}", "snmp.notify.1.user": "keyless"}
    phone = telling(lost | receiver.settings(2, "2c"))
    receiver.wait_for("configurationChanged")
    assert "snmp.notify.1 is left out: there is no SNMP user keyless" in phone.agent.output()
    assert "SNMP notifications go to 1 receiver" in phone.agent.output()
