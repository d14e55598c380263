"""Frames that are wrong, callers that leave, a SIP core that is none of ours: a clear error, and nothing changes."""

import json

import pytest

from rig.local_socket import Caller, Listener
from rig.waiting import until


MAXIMUM_FRAME = 1 << 20
STATUS = b'{"method":"org.lineman.Control1.Status","parameters":{}}\0'


def deep(levels):
    return b'{"method":"org.lineman.Control1.Get","parameters":{"patterns":' + b"[" * levels + b"]" * levels + b"}}\0"


FRAMES = {
    "too long": b'{"method":"' + b"x" * (MAXIMUM_FRAME + 10) + b'"}\0',
    "endless": b"{" * (MAXIMUM_FRAME * 2),
    "too deep": deep(17),
    "much too deep": deep(100_000),
    "not JSON": b"GET / HTTP/1.1\r\n\r\n\0",
    "not an object": b"[1,2,3]\0",
    "empty": b"\0",
    "no method": b"{}\0",
    "not UTF-8": b'{"method":"\xff\xfe"}\0',
    "unknown interface": b'{"method":"org.example.Nothing.Do"}\0',
    "unknown method": b'{"method":"org.lineman.Control1.Explode"}\0',
    "parameters of another type": b'{"method":"org.lineman.Control1.Get","parameters":7}\0',
    "a member of another type": b'{"method":"org.lineman.Control1.Get","parameters":{"patterns":"*"}}\0',
    "a number out of range": b'{"method":"org.lineman.Control1.Status","parameters":{"account":99999999999999999999}}\0',
}


@pytest.mark.parametrize("what", FRAMES)
def test_a_frame_that_is_wrong(phone, what):
    before = phone.get("*"), phone.generation()
    with Caller(phone.runtime / "control") as caller:
        caller.send(FRAMES[what])
        answer = caller.receive()
        assert answer is None or "error" in answer, answer
    assert (phone.get("*"), phone.generation()) == before


def test_frames_that_never_end_and_callers_that_leave(phone):
    path = phone.runtime / "control"
    callers = []
    for _ in range(200):  # more than are served at a time
        try:
            callers.append(Caller(path))
            callers[-1].send(STATUS[:20])
        except OSError:
            break
    for caller in callers:
        caller.__exit__()
    until(lambda: phone.ctl("status").code == 0, "the agent to serve again")
    with Caller(path) as caller:
        caller.send(STATUS)
    assert phone.ctl("status").code == 0


# A SIP core that is none of ours

def answer_to_hello(parameters):
    return json.dumps({"parameters": parameters}).encode() + b"\0"


CORES = {
    "another version": lambda frame: answer_to_hello(
        {"protocol": 2, "instance": "x", "generation": 0, "digest": "", "capabilities": []}),
    "no common version": lambda frame: b'{"error":"org.lineman.SipCore1.Unsupported",'
                                       b'"parameters":{"path":"protocol","reason":"speaks 2"}}\0',
    "not JSON": lambda frame: b"220 ready\r\n\0",
    "half an answer": lambda frame: b'{"parameters":{"protocol":1}}\0',
    "too long": lambda frame: b'{"parameters":{"instance":"' + b"x" * (MAXIMUM_FRAME + 10) + b'"}}\0',
    "closes": lambda frame: None,
}


@pytest.mark.parametrize("what", CORES)
def test_a_core_that_speaks_otherwise(make_phone, what):
    phone = make_phone()
    core = Listener(phone.runtime / "sipcore", CORES[what])
    try:
        phone.start_agent()
        until(lambda: core.frames, "the agent to say Hello")
        assert b"org.lineman.SipCore1.Hello" in core.frames[0]
        assert phone.status()["sipcore"]["connected"] is False
        refused = phone.set({"account.1.sip_server.1.expires": 300})
        assert refused.code == 1
        assert [one["code"] for one in refused.json["problems"]] == ["coreAway"]
        # What does not need a core goes on.
        phone.change({"network.snmp.enable": 1})
    finally:
        core.close()
