"""Sockets that systemd opens: SNMP's, the control socket, the SIP core's. They outlive the daemons."""

import socket
import subprocess
from select import select

import pytest

from rig.handed_sockets import HandedSockets
from rig.manager import Manager
from rig.paths import CTL
from rig.phone import WRITING_COMMUNITY
from rig.ports import free_port
from rig.processes import Process
from rig.snmp_packets import GET, message, request_of
from rig.waiting import until

ENABLED = "network.snmp.enable"
UPTIME = "1.3.6.1.2.1.1.3.0"
TARGETS = {"IPv4": "udp:127.0.0.1:{}", "IPv6": "udp6:[::1]:{}"}


def datagram_socket(family, address, port):
    end = socket.socket(family, socket.SOCK_DGRAM)
    if family == socket.AF_INET6:
        end.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        end.bind((address, port))
    except OSError as reason:
        end.close()
        pytest.skip(f"no {address} here: {reason}")
    return end


def local_socket(path):
    end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    end.bind(str(path))
    end.listen()
    return end


class HandedPhone:
    """A phone whose agent has SNMP's sockets from us. What is asked of it goes to `port`."""

    def __init__(self, phone):
        self.phone = phone
        self.port = free_port()
        self.four = datagram_socket(socket.AF_INET, "0.0.0.0", self.port)
        self.six = datagram_socket(socket.AF_INET6, "::", self.port)
        self.sockets = HandedSockets(("snmp", self.four), ("snmp", self.six))
        phone.start_core()
        self.start()
        phone.change({ENABLED: 1})

    def start(self):
        self.phone.start_agent(self.sockets.prefix, self.sockets.descriptors)

    def doors(self):
        return {one["address"]: one["open"] for one in self.phone.status()["doors"] if one["door"] == "snmp"}

    def is_asked(self):
        """Whether something waits in a socket."""
        return bool(select([self.four, self.six], [], [], 0)[0])


@pytest.fixture
def handed(make_phone):
    handed = HandedPhone(make_phone(settings=WRITING_COMMUNITY | {
        "snmp.community.1.source": "127.0.0.1 ::1", "snmp.community.2.source": "127.0.0.1 ::1"}))
    yield handed
    handed.sockets.close()


@pytest.fixture
def handed_manager(scratch, handed):
    return Manager(scratch, handed.port)


def ask(handed, request):
    """A request from an end of its own, which is returned."""
    end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    end.settimeout(30)
    end.connect(("127.0.0.1", handed.port))
    end.send(message(GET, "writer", [(UPTIME, None)], request=request))
    return end


def test_snmp_over_handed_sockets(handed, handed_manager):
    """Read and written over both families; snmp.listen does not count."""
    assert handed.doors() == {f"systemd:0.0.0.0:{handed.port}": True, f"systemd:[::]:{handed.port}": True}
    for value, target in enumerate(TARGETS.values(), 100):
        where = target.format(handed.port)
        done = handed_manager.run("snmpset", where, "LINEMAN-SIP-MIB::sipServerExpires.1.1", "u", value)
        assert done.returncode == 0, done.stderr
        done = handed_manager.run("snmpget", "-Oqv", where, "LINEMAN-SIP-MIB::sipServerExpires.1.1", version=2)
        assert done.stdout == f"{value} seconds\n", done.stderr
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", handed.phone.snmp_port))


def test_an_answer_comes_from_the_address_that_was_asked(handed):
    """A connected end hears of no other."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.settimeout(30)
        end.bind(("127.0.0.1", 0))
        end.connect(("127.0.0.3", handed.port))
        end.send(message(GET, "writer", [(UPTIME, None)], request=3))
        assert request_of(end.recv(1 << 16)) == 3


def test_a_request_waits_for_the_next_agent(handed):
    assert handed.phone.agent.end() == 0
    with ask(handed, 7) as end:
        assert handed.is_asked()
        handed.start()
        assert request_of(end.recv(1 << 16)) == 7
    handed.phone.agent.kill()
    with ask(handed, 8) as end:
        handed.start()
        assert request_of(end.recv(1 << 16)) == 8


def test_snmp_that_is_off_drops_what_comes(handed):
    """Nothing waits for which systemd would start an agent, and nothing is answered later."""
    handed.phone.change({ENABLED: 0})
    assert set(handed.doors().values()) == {False}
    with ask(handed, 11) as end:
        assert not handed.is_asked()
        assert handed.phone.agent.end() == 0
        assert not handed.is_asked()
        handed.start()
        handed.phone.change({ENABLED: 1})
        assert set(handed.doors().values()) == {True}
        end.send(message(GET, "writer", [(UPTIME, None)], request=12))
        assert request_of(end.recv(1 << 16)) == 12


def test_what_waited_for_an_agent_that_is_off_is_dropped(handed):
    """The socket is a new one then: nobody has told the kernel yet."""
    handed.phone.change({ENABLED: 0})
    assert handed.phone.agent.end() == 0
    port = free_port()
    with datagram_socket(socket.AF_INET, "127.0.0.1", port) as fresh:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
            end.sendto(message(GET, "writer", [(UPTIME, None)]), ("127.0.0.1", port))
        assert select([fresh], [], [], 0)[0]
        sockets = HandedSockets(("snmp", fresh))
        handed.phone.start_agent(sockets.prefix, sockets.descriptors)
        until(lambda: not select([fresh], [], [], 0)[0], "the request to be dropped")


def test_a_socket_that_is_none_of_snmp_says_so(make_phone):
    phone = make_phone()
    phone.start_core()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as stream:
        stream.bind(("127.0.0.1", 0))
        handed = HandedSockets(("snmp", stream))
        phone.start_agent(handed.prefix, handed.descriptors)
        phone.change({ENABLED: 1})
        [door] = [one for one in phone.status()["doors"] if one["door"] == "snmp"]
        assert (door["address"], door["open"]) == ("systemd:", False)
        assert "rotocol" in door["problem"]


def test_requests_wait_at_the_control_socket_and_the_core(make_phone):
    """linemanctl is answered by the agent that comes, and the agent by the core that comes."""
    phone = make_phone()
    for_agent = HandedSockets(("control", local_socket(phone.runtime / "control")))
    for_core = HandedSockets(("sipcore", local_socket(phone.runtime / "sipcore")))
    asking = subprocess.Popen([CTL, "--runtime-dir", phone.runtime, "get", ENABLED], stdout=subprocess.PIPE, text=True)
    phone.start_agent(for_agent.prefix, for_agent.descriptors)
    assert ENABLED in asking.communicate(timeout=30)[0]
    assert asking.returncode == 0
    phone.core = Process("lineman-sipcored", [*for_core.prefix, *phone.core_arguments()], phone.folder / "sipcored.log",
                         pass_fds=for_core.descriptors)
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the core")
    for sockets, name in ((for_agent, "control"), (for_core, "sipcore")):
        sockets.close()
        assert (phone.runtime / name).exists()
