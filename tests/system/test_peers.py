"""The peers themselves: a phone's test means something only where these hold."""

import socket

import pytest

from rig.registrar import SWALLOW, password_of
from rig.sip_client import SipClient


@pytest.fixture
def client(registrar_a):
    client = SipClient(registrar_a.address, registrar_a.port, "1001", password_of(1001))
    yield client
    client.close()


def test_a_registrar_registers_and_forgets(registrar_a, client):
    assert client.register(1800) == 200
    [binding] = registrar_a.bindings()["1001"]
    assert 1790 <= binding["Expires"] <= 1800
    assert client.register(0) == 200
    assert registrar_a.bindings() == {}


def test_a_registrar_counts_and_tells_what_it_saw(registrar_a, client):
    client.register(600)
    assert registrar_a.seen() == 2
    assert registrar_a.seen(user=1001) == 2
    assert registrar_a.seen(user=1002) == 0
    assert (registrar_a.replies(2), registrar_a.replies(4)) == (1, 1)
    first, second = registrar_a.requests("REGISTER")
    assert (first.user, first.expires, first.authorized) == ("1001", "600", False)
    assert second.authorized and second.cseq == first.cseq + 1


def test_a_wrong_password_is_refused(registrar_a):
    client = SipClient(registrar_a.address, registrar_a.port, "1001", "wrong")
    assert client.register(600) == 401
    client.close()


@pytest.mark.parametrize("code", [401, 403, 404, 423, 480, 500, 503, 603])
def test_a_registrar_answers_as_it_was_told(registrar_a, client, code):
    registrar_a.fault(code)
    assert client.register(600) == code
    registrar_a.fault(0)
    assert client.register(600) == 200


def test_a_fault_may_concern_one_user(registrar_a, client):
    registrar_a.fault(403, user=1002)
    assert client.register(600) == 200
    registrar_a.fault(403, user=1001)
    assert client.register(600) == 403


def test_a_registrar_swallows_and_refuses(registrar_a, client):
    registrar_a.fault(SWALLOW)
    with pytest.raises(TimeoutError):
        client.register(600)
    assert registrar_a.seen() == 1
    registrar_a.stop()
    with pytest.raises(ConnectionRefusedError):
        client.register(600)
    registrar_a.start()
    assert client.register(600) == 200


def test_two_registrars_share_a_port(registrar_a, registrar_b):
    assert registrar_a.port == registrar_b.port
    client = SipClient(registrar_b.address, registrar_b.port, "1002", password_of(1002))
    assert client.register(600) == 200
    client.close()
    assert (registrar_a.seen(), registrar_b.seen()) == (0, 2)


def answers_of(name_server, name):
    """How many records there are of type A."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.settimeout(5)
        end.sendto(b"\0\7\0\0\0\1\0\0\0\0\0\0" + labels + b"\0\0\1\0\1", (name_server.address, name_server.port))
        return int.from_bytes(end.recv(4096)[6:8], "big")


def test_the_name_server_serves_and_changes(name_server):
    assert answers_of(name_server, "multi.sip.test") == 2
    assert answers_of(name_server, "other.sip.test") == 0
    name_server.change(["multi 1 IN A 127.0.0.2", "other 1 IN A 127.0.0.3"])
    assert answers_of(name_server, "multi.sip.test") == 1
    assert answers_of(name_server, "other.sip.test") == 1
