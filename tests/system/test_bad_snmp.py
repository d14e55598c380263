"""What must not harm the phone from managers and strangers: a clear error, or it is dropped, and nothing changes."""

import os
import random
import socket
import subprocess

import pytest

from rig.phone import COMMUNITY, WRITING_COMMUNITY
from rig.snmp_packets import GET, GET_BULK, GET_NEXT, SET, message, number, outcome, text, unsigned
from rig.spoiling import spoil
from rig.waiting import until

LABEL = "1.3.6.1.4.1.32473.2.1.1.3.1.3.1"
EXPIRES = "1.3.6.1.4.1.32473.2.1.1.4.1.5.1.1"


def test_mutated_packets(phone, manager):
    """Of a community that may only read, so that none of them may change anything."""
    originals = [
        message(GET, COMMUNITY, [(LABEL, None), (EXPIRES, None)]),
        message(GET_NEXT, COMMUNITY, [("1.3.6.1.4.1.32473", None)]),
        message(GET_BULK, COMMUNITY, [(LABEL, None)], first=0, second=50),
        message(SET, COMMUNITY, [(LABEL, text("mutated")), (EXPIRES, unsigned(1234))]),
    ]
    before = phone.get("*"), phone.generation()
    source = random.Random(1157)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.connect(("127.0.0.1", phone.snmp_port))
        for number in range(4000):
            end.send(spoil(source.choice(originals), source))
            if number % 200 == 0:
                until(manager.answers, "the agent to keep up")
    until(manager.answers, "the agent to answer")
    assert (phone.get("*"), phone.generation()) == before
    # Nobody fills the log from outside: ten errors a minute, and ten at once.
    errors = [line for line in phone.agent.output().splitlines() if " error:" in line and "LINEMAN_DOOR=snmp" in line]
    assert 0 < len(errors) < 100


SERVER_COLUMNS = {"4.1.5": unsigned(120), "4.1.6": unsigned(4), "4.1.3": unsigned(5070), "4.1.9": unsigned(5),
                  "4.1.11": unsigned(90), "4.1.10": number(2), "4.1.7": number(1), "4.1.8": number(1),
                  "4.1.12": number(1), "4.1.4": number(1)}
ACCOUNT_COLUMNS = {"3.1.3": text("many"), "3.1.4": text("many"), "3.1.5": text("many"), "3.1.6": text("many"),
                   "3.1.9": unsigned(44), "3.1.8": number(1)}


def many_varbinds(count):
    """Distinct ones over sixteen accounts, each with a new value."""
    objects = "1.3.6.1.4.1.32473.2.1.1"
    found = [(f"{objects}.{column}.{account}.{server}", value) for column, value in SERVER_COLUMNS.items()
             for account in range(1, 17) for server in (1, 2)]
    found += [(f"{objects}.{column}.{account}", value) for column, value in ACCOUNT_COLUMNS.items()
              for account in range(1, 17)]
    assert len(found) >= count
    return found[:count]


@pytest.mark.parametrize("count", [100, 400])
def test_many_varbinds(make_phone, count):
    """All of them, or a clear error and none. Net-SNMP's snmpset stops at 128."""
    phone = make_phone(accounts=16, settings=WRITING_COMMUNITY)
    phone.start()
    phone.change({"network.snmp.enable": 1})
    until(lambda: all(one["open"] for one in phone.status()["doors"] if one["door"] == "snmp"), "the door to be open")
    before = phone.get("*"), phone.generation()
    varbinds = many_varbinds(count)
    bad = (EXPIRES, unsigned(29))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.settimeout(10)
        end.connect(("127.0.0.1", phone.snmp_port))

        end.send(message(SET, "writer", [*varbinds[1:], bad], request=1))
        error, index = outcome(end.recv(65536))
        assert (error, index) == ("wrongValue", count) or error in ("tooBig", "resourceUnavailable")
        assert (phone.get("*"), phone.generation()) == before

        end.send(message(SET, "writer", varbinds, request=2))
        error, index = outcome(end.recv(65536))
    if error == "noError":
        assert phone.generation() == before[1] + 1
        assert len(phone.history()[0]["changed"]) == count
    else:
        assert count > 100 and error in ("tooBig", "resourceUnavailable")
        assert (phone.get("*"), phone.generation()) == before


def test_strangers_learn_nothing(phone, manager):
    for arguments in (["-v2c", "-c", "public"], ["-v1", "-c", COMMUNITY],
                      ["-v3", "-l", "noAuthNoPriv", "-u", "manager"], ["-v3", "-l", "noAuthNoPriv", "-u", "nobody"],
                      ["-v3", "-l", "authPriv", "-u", "manager", "-a", "SHA-256", "-A", "wrong pass phrase",
                       "-x", "AES", "-X", "wrong pass phrase"]):
        done = subprocess.run(["snmpget", *arguments, "-t", "1", "-r", "0", f"127.0.0.1:{phone.snmp_port}",
                               "1.3.6.1.2.1.1.1.0"], capture_output=True, text=True, timeout=30, check=False,
                              env=os.environ | {"SNMPCONFPATH": "/nonexistent", "MIBS": ""})
        assert done.returncode != 0, f"{arguments}: {done.stdout}"
        assert "Lineman" not in done.stdout
    refused = manager.set([("accountLabel.1", "s", "x")], version=2)
    assert refused.error in ("noAccess", "authorizationError", "timeout"), refused.text
