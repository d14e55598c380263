"""What must not harm a phone: each gives a clear error or is dropped and counted, and nothing changes."""

import hashlib
import json
import os
import random
import socket
import subprocess

import pytest

from rig.fake_registrar import FakeRegistrar, field, good_answer
from rig.local_socket import Caller, Listener
from rig.paths import SOURCE
from rig.phone import COMMUNITY, WRITING_COMMUNITY
from rig.ports import free_port
from rig.snmp_packets import GET, GET_BULK, GET_NEXT, SET, message, number, outcome, text, unsigned
from rig.waiting import until

LABEL = "1.3.6.1.4.1.32473.2.1.1.3.1.3.1"
EXPIRES = "1.3.6.1.4.1.32473.2.1.1.4.1.5.1.1"


def run(arguments):
    return subprocess.run([str(word) for word in arguments], capture_output=True, text=True, timeout=20, check=False)


# Settings

def both_daemons(phone):
    return phone.agent_arguments(), phone.core_arguments()


def assert_refused(phone, *words):
    """Neither daemon starts, and --check says the same; all `words` are in what they say."""
    for arguments in both_daemons(phone):
        for option in ([], ["--check"]):
            done = run([*arguments, *option])
            assert done.returncode == 1, f"{arguments[0].name} {option}: {done}"
            for word in words:
                assert word in done.stdout + done.stderr, f"{arguments[0].name} {option}: {done}"


def test_an_unknown_setting(make_phone):
    phone = make_phone(settings={"snmp.lisen": "udp:127.0.0.1"})
    line = phone.config.read_text().splitlines().index("snmp.lisen = udp:127.0.0.1") + 1
    assert_refused(phone, f"{phone.config}:{line}: ", "snmp.lisen")


def test_a_setting_with_a_wrong_value(make_phone):
    phone = make_phone(settings={"device.accounts": "many", "log.level": "loud"})
    assert_refused(phone, "device.accounts", "log.level")


@pytest.mark.parametrize("trouble", ["missing", "open to others", "empty"])
def test_a_secret_file_that_cannot_be_used(make_phone, trouble):
    phone = make_phone()
    secret = phone.secret_file("the secret itself")
    if trouble == "missing":
        secret.unlink()
    elif trouble == "open to others":
        secret.chmod(0o644)
    else:
        secret.write_text("")
    phone.configure({"snmp.user.1.auth_key_file": secret})
    done = run([*phone.agent_arguments(), "--check"])
    assert done.returncode == 1
    assert str(secret) in done.stdout + done.stderr
    assert "the secret itself" not in done.stdout + done.stderr


def test_what_stands_in_the_file_is_accepted(make_phone):
    phone = make_phone()
    for arguments in both_daemons(phone):
        done = run([*arguments, "--check"])
        assert done.returncode == 0, done


def test_the_example_is_accepted(make_phone):
    phone = make_phone()
    phone.config.write_text((SOURCE / "config" / "lineman.conf").read_text())
    for arguments in both_daemons(phone):
        done = run([*arguments, "--check"])
        assert done.returncode == 0, done


# Ports

def test_the_snmp_port_in_use(make_phone, registrar_a):
    """The phone registers all the same, says what is wrong, and opens the door once it can."""
    phone = make_phone()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as squatter:
        squatter.bind(("127.0.0.1", phone.snmp_port))
        phone.start()
        phone.change({"network.snmp.enable": 1} | phone.account_values(1, registrar_a.target))
        phone.wait_until_registered()
        [door] = until(lambda: [one for one in phone.status()["doors"] if one["problem"]], "the door to say so")
        assert door["open"] is False and "in use" in door["problem"]
    until(lambda: all(one["open"] for one in phone.status()["doors"] if one["door"] == "snmp"), "the door to be opened")


def test_the_sip_port_in_use(make_phone, registrar_a):
    phone = make_phone()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as squatter:
        squatter.bind(("127.0.0.1", phone.sip_port))
        phone.start()
        phone.change(phone.account_values(1, registrar_a.target))
        phone.wait_until_registered()


# The store

@pytest.fixture
def stored(phone):
    """A phone with a few generations, its agent ended."""
    for expires in (100, 200, 300):
        phone.change({"account.1.sip_server.1.expires": expires})
    assert phone.agent.end() == 0
    return phone


def newest_file(phone):
    return max((file for file in (phone.state / "generations").iterdir() if file.name.isdigit()),
               key=lambda file: int(file.name))


@pytest.mark.parametrize("damage", ["truncated", "empty", "one octet", "garbage"])
def test_a_torn_generation(stored, damage):
    """It is set aside by name, and the one before is used."""
    file = newest_file(stored)
    content = file.read_bytes()
    at = content.index(b"300")
    file.write_bytes({"truncated": content[:-20], "empty": b"", "one octet": content[:at] + b"4" + content[at + 1:],
                      "garbage": os.urandom(4096)}[damage])
    stored.start_agent()
    assert stored.get("account.1.sip_server.1.expires") == {"account.1.sip_server.1.expires": "200"}
    assert file.name in stored.agent.output()
    assert [one for one in file.parent.iterdir() if one.name.startswith(file.name + ".")]
    # Its number is not used again.
    stored.change({"account.1.sip_server.1.expires": 400})
    assert stored.generation() > int(file.name)


def test_foreign_files(stored):
    generations = stored.state / "generations"
    (generations / "README").write_text("what am I doing here")
    (generations / "99999").mkdir()
    (generations / "7.new").write_text("half")
    (generations / "12 ").write_text("")
    (generations / ("9" * 40)).write_text("")
    for stranger in ("README", "7.new", "12 ", "9" * 40):
        (generations / stranger).chmod(0o600)
    stored.start_agent()
    assert stored.get("account.1.sip_server.1.expires") == {"account.1.sip_server.1.expires": "300"}
    stored.change({"account.1.sip_server.1.expires": 400})
    assert (generations / "README").read_text() == "what am I doing here"
    assert not (generations / "7.new").exists()


def test_a_generation_of_another_version(stored):
    """Names that this version does not know are kept; a value that is no longer valid goes to its default."""
    file = newest_file(stored)
    body = file.read_text().partition("sha256 =")[0]
    body = body.replace("account.1.sip_server.1.expires = 300",
                        "account.1.sip_server.1.expires = 3\naccount.1.sip_server.1.new_in_2031 = 7")
    file.write_text(f"{body}sha256 = {hashlib.sha256(body.encode()).hexdigest()}\n")
    stored.start_agent()
    assert stored.get("account.1.sip_server.1.expires") == {"account.1.sip_server.1.expires": "3600"}
    assert "account.1.sip_server.1.expires" in stored.agent.output()
    stored.change({"account.1.label": "kept"})
    assert "account.1.sip_server.1.new_in_2031 = 7" in newest_file(stored).read_text()


def test_a_state_folder_that_is_none(make_phone):
    phone = make_phone()
    phone.state.rmdir()
    phone.state.write_text("a file")
    done = run(phone.agent_arguments())
    assert done.returncode == 1
    assert str(phone.state) in done.stderr


# The control socket

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


# SIP

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


def spoil(octets, random_source):
    """A truncated, mutated or prolonged copy."""
    changed = bytearray(octets)
    for _ in range(random_source.randint(1, 6)):
        if not changed:
            break
        at = random_source.randrange(len(changed))
        match random_source.randrange(4):
            case 0:
                changed[at] = random_source.randrange(256)
            case 1:
                del changed[at:]
            case 2:
                changed[at:at] = random_source.randbytes(random_source.randint(1, 8))
            case 3:
                changed[at] ^= 1 << random_source.randrange(8)
    return bytes(changed)


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


# SNMP

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
