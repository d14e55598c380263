"""What anybody who can reach the phone's SIP port may send: the core goes on registering, and nothing of it grows."""

import os
import random
import socket

import pytest

from rig.fake_registrar import FakeRegistrar, field, good_answer
from rig.ports import free_port
from rig.waiting import until

MOST_MORE_DESCRIPTORS = 40  # 32 connections from others, and the links of a few calls
MOST_MORE_KILOBYTES = 8192
METHODS = ("OPTIONS", "INVITE", "SUBSCRIBE", "NOTIFY", "BYE", "CANCEL")


@pytest.fixture
def registrar(sip_port):
    """Has the phone register each second, and does not know anything else."""
    fake = FakeRegistrar("127.0.0.1", sip_port, lambda request: [good_answer(request, expires=2)])
    yield fake
    fake.close()


@pytest.fixture
def port(make_phone, registrar):
    phone = make_phone()
    phone.configure({"sip.bind": f"127.0.0.1:{free_port()}"})
    phone.start()
    phone.change(phone.account_values(1, registrar.target))
    phone.wait_until_registered()
    port = int(field(registrar.requests[-1], "Contact").split("@")[1].split(";")[0].split(":")[1])
    before = descriptors(phone), phone.core.memory()["VmRSS"]
    yield port
    seen = len(registrar.requests)
    until(lambda: len(registrar.requests) > seen + 1, "the phone to go on registering")
    assert descriptors(phone) <= before[0] + MOST_MORE_DESCRIPTORS
    if not phone.core.is_instrumented():
        assert phone.core.memory()["VmRSS"] <= before[1] + MOST_MORE_KILOBYTES


def descriptors(phone):
    return len(os.listdir(f"/proc/{phone.core.pid}/fd"))


def request(port, method, number, transport="UDP"):
    return (f"{method} sip:1001@127.0.0.1:{port} SIP/2.0\r\n"
            f"Via: SIP/2.0/{transport} 127.0.0.1:9;rport;branch=z9hG4bK{method}{number}\r\n"
            f"From: <sip:a@b>;tag={number}\r\nTo: <sip:1001@b>\r\nCall-ID: {number}\r\nCSeq: 1 {method}\r\n"
            f"Contact: <sip:a@127.0.0.1:9>\r\nContent-Length: 0\r\n\r\n").encode()


def test_floods_and_garbage_over_udp(port):
    chance = random.Random(1)
    end = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for number in range(5000):
        for method in METHODS:
            end.sendto(request(port, method, number), ("127.0.0.1", port))
        end.sendto(chance.randbytes(chance.randrange(1, 1400)), ("127.0.0.1", port))
    end.close()


def test_connections_that_say_nothing_or_no_sip(port):
    ends = [socket.create_connection(("127.0.0.1", port)) for _ in range(100)]
    for number, end in enumerate(ends):
        try:
            end.sendall((b"\x16\x03\x01\x02\x00", b"OPTIONS sip:", b"")[number % 3])
        except OSError:
            pass  # it was closed for another one
    last = socket.create_connection(("127.0.0.1", port))
    last.settimeout(10)
    for octet in request(port, "OPTIONS", 1, "TCP"):
        last.sendall(bytes([octet]))
    assert last.recv(100).startswith(b"SIP/2.0 200 ")
    for end in [*ends, last]:
        end.close()


def test_a_connection_that_never_reads(port):
    end = socket.create_connection(("127.0.0.1", port))
    end.settimeout(5)
    with pytest.raises(OSError):
        for number in range(200_000):
            end.sendall(request(port, "OPTIONS", number, "TCP"))
    end.close()
