"""What must not harm the phone from a registrar or a stranger: it is dropped and counted, and nothing changes."""

import random
import socket

from rig.fake_registrar import FakeRegistrar, field, good_answer
from rig.ports import free_port
from rig.spoiling import spoil
from rig.waiting import until


def spoiled(request):
    """Answers that must be dropped, and at last a good one."""
    good = good_answer(request)
    branch = field(request, "Via").partition("branch=")[2].partition(";")[0]
    number, _, method = field(request, "CSeq").partition(" ")
    return [
        good.replace("SIP/2.0 200", "SIP/2.0 2x0"),
        good.replace("SIP/2.0 200", "SIP/2.0 099"),
        good.replace("SIP/2.0 200", "SIP/2.0 700"),
        good.replace("SIP/2.0 200", "SIP/3.0 200"),
        good.replace(f"CSeq: {number}", f"CSeq: {int(number) + 5}"),
        good.replace(f"CSeq: {number} {method}", f"CSeq: {number} INVITE"),
        good.replace(branch, "z9hG4bKother"),
        good.replace("From: ", "From: <sip:else@127.0.0.1>;tag=other\r\nX-From: "),
        good.replace(field(request, "Call-ID"), "another@call"),
        good.partition("\r\nCSeq")[0],
        "\r\n\r\n", "SIP/2.0", "\0" * 100, "x" * 5000,
        good,
    ]


def test_malformed_responses_are_dropped_and_counted(phone):
    registrar = FakeRegistrar("127.0.0.3", free_port(), spoiled)
    try:
        phone.change(phone.account_values(1, registrar.target))
        phone.wait_until_registered(target=registrar.target)
        until(lambda: phone.counters()["server 1"]["discarded"] >= 10, "what was dropped to be counted")
        counters = phone.counters()["server 1"]
        assert counters["responses2xx.REGISTER"] == counters["requestsOut.REGISTER"] == 1
    finally:
        registrar.close()


def test_a_200_without_our_contact_is_a_failed_attempt(phone):
    registrar = FakeRegistrar("127.0.0.3", free_port(), lambda request: [
        good_answer(request).replace("Contact: ", "Contact: <sip:else@192.0.2.1>;expires=600\r\nX: ")])
    try:
        phone.change(phone.account_values(1, registrar.target))
        phone.wait_for("the account to fail", state="allServersFailed")
    finally:
        registrar.close()


def test_mutated_sip_towards_the_phone(phone, registrar_a):
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    request = (f"OPTIONS sip:1001@127.0.0.1:{phone.sip_port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKx\r\n"
               "Max-Forwards: 70\r\nFrom: <sip:x@127.0.0.1>;tag=1\r\nTo: <sip:1001@127.0.0.1>\r\nCall-ID: x\r\n"
               "CSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n").encode()
    response = b"SIP/2.0 200 OK\r\n" + request.partition(b"\r\n")[2]
    source = random.Random(5261)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.bind(("127.0.0.1", 0))
        for _ in range(2000):
            end.sendto(spoil(source.choice((request, response)), source), ("127.0.0.1", phone.sip_port))
    assert phone.core.running()
    assert phone.account()["state"] == "registered"
    seen = registrar_a.seen()
    phone.change({"account.1.sip_server.1.expires": 700})
    until(lambda: registrar_a.seen() > seen, "the core to go on")
