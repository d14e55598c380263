"""The door of the phone's page, as curl, openssl and those who mean no good see it."""

import re
import socket
import subprocess
from contextlib import suppress

import pytest

from rig.waiting import until
from rig.web_door import GET, LAST_GET, WebDoor, everything, make_certificate, status_of


@pytest.fixture(name="make_door")
def _make_door(scratch):
    made = []

    def make(**arguments):
        made.append(WebDoor(scratch, **arguments))
        return made[-1]

    yield make
    for door in made:
        door.end()


@pytest.fixture(name="door")
def _door(make_door):
    door = make_door()
    door.start()
    return door


def curl(*words):
    return subprocess.run(["curl", "--silent", "--show-error", "--max-time", "30", *words], capture_output=True, text=True, check=False)


def handshake(door, *words):
    """What openssl says of one."""
    return subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{door.port}", *words], input="", capture_output=True,
                          text=True, timeout=30, check=False)


def test_curl_gets_the_page_over_tls_and_what_keeps_strangers_out(door):
    said = curl("--include", "--cacert", str(door.settings["web.certificate"]), "--resolve", f"phone:{door.port}:127.0.0.1",
                f"https://phone:{door.port}/")
    assert said.returncode == 0, said.stderr
    head = said.stdout.split("\n\n")[0].lower()
    assert head.startswith("http/1.1 200")
    for header in ("content-security-policy: default-src 'none'; ", "x-content-type-options: nosniff", "referrer-policy: no-referrer",
                   "strict-transport-security: max-age=", "cross-origin-opener-policy: same-origin", "cache-control: no-"):
        assert header in head, header
    assert "\nserver:" not in head


def test_it_speaks_http_1_1_alone(door):
    words = ["--insecure", "--output", "/dev/null", "--write-out", "%{http_version}", f"https://127.0.0.1:{door.port}/"]
    assert curl("--http2", *words).stdout == "1.1"
    assert curl("--http1.0", *words).returncode == 0
    assert "no application protocol" in handshake(door, "-alpn", "h2").stderr


def test_old_versions_and_weak_ciphers_of_tls_are_not_spoken(door):
    for version in ("-tls1_2", "-tls1_3"):
        assert handshake(door, version).returncode == 0, version
    for weak in (("-tls1",), ("-tls1_1",), ("-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0")):
        assert handshake(door, *weak, *(("-cipher", "ALL:@SECLEVEL=0") if len(weak) == 1 else ())).returncode != 0, weak


def test_plain_http_at_the_port_of_tls_gets_nothing(door):
    with socket.create_connection(("127.0.0.1", door.port), timeout=30) as client:
        client.sendall(GET)
        assert b"HTTP/" not in everything(client)
    assert "does not come to terms over TLS" in door.process.output()
    assert status_of(door.say(LAST_GET)) == 200


REFUSED = {
    "two lengths": (400, b"POST /api/login HTTP/1.1\r\nHost: phone\r\nContent-Length: 4\r\nContent-Length: 30\r\n\r\nabcd"),
    "a length and chunks": (400, b"POST / HTTP/1.1\r\nHost: phone\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    "chunks and a length": (400, b"POST / HTTP/1.1\r\nHost: phone\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
    "chunks": (411, b"POST / HTTP/1.1\r\nHost: phone\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    "no host": (400, b"GET / HTTP/1.1\r\n\r\n"),
    "two hosts": (400, b"GET / HTTP/1.1\r\nHost: phone\r\nHost: other\r\n\r\n"),
    "an odd host": (400, b"GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"),
    "a way up": (400, b"GET /%2e%2e/etc/shadow HTTP/1.1\r\nHost: phone\r\n\r\n"),
    "NUL": (400, b"GET /a%00 HTTP/1.1\r\nHost: phone\r\n\r\n"),
    "a backslash": (400, b"GET /a\\b HTTP/1.1\r\nHost: phone\r\n\r\n"),
    "a long line": (414, b"GET /" + b"a" * 3000 + b" HTTP/1.1\r\nHost: phone\r\n\r\n"),
    "a large head": (431, b"GET / HTTP/1.1\r\nHost: phone\r\nX: " + b"a" * 9000 + b"\r\n\r\n"),
    "a large body": (413, b"POST / HTTP/1.1\r\nHost: phone\r\nContent-Length: 1048577\r\n\r\n"),
    "another method": (405, b"DELETE / HTTP/1.1\r\nHost: phone\r\n\r\n"),
    "no method": (501, b"BREW / HTTP/1.1\r\nHost: phone\r\n\r\n"),
    "no HTTP": (400, b"\x00\x01\x02"),
    "HTTP/2": (505, b"PRI * HTTP/2.0\r\n\r\n"),
}


def test_what_could_be_read_in_two_ways_or_is_too_large_is_refused_and_the_connection_closed(door):
    for name, (status, octets) in REFUSED.items():
        answer = door.say(octets + LAST_GET)
        assert status_of(answer) == status, (name, answer)
        assert answer.count(b"HTTP/1.1 ") == 1, f"{name}: what follows is not read"
        assert b"\r\nConnection: close\r\n" in answer, name
    assert status_of(door.say(LAST_GET)) == 200


def test_pipelined_requests_are_answered_in_their_order(door):
    answers = door.say(GET + b"GET /nothing HTTP/1.1\r\nHost: phone\r\n\r\n" + LAST_GET)
    assert re.findall(rb"HTTP/1.1 (\d+) ", answers)[::2] == [b"200", b"200"]


def test_who_is_slow_is_dropped_and_holds_up_nobody(make_door):
    door = make_door(times=5)
    door.start()
    with door.connect() as slow_head, door.connect() as slow_body, door.connect() as idle:
        slow_head.sendall(b"GET / HTTP/1.1\r\nHo")
        slow_body.sendall(b"POST / HTTP/1.1\r\nHost: phone\r\nContent-Length: 100\r\n\r\nabc")
        idle.sendall(GET)
        until(lambda: status_of(door.say(LAST_GET)) == 200, "somebody else to be served")
        assert status_of(everything(slow_head)) == 408
        assert status_of(everything(slow_body)) == 408
        assert status_of(everything(idle)) == 200, "and then closed"
    with socket.create_connection(("127.0.0.1", door.port), timeout=30) as says_nothing:
        assert everything(says_nothing) == b""


def test_a_flood_leaves_room_for_others_and_nothing_behind(door):
    before, memory = door.descriptors(), door.memory()
    flood = [socket.create_connection(("127.0.0.1", door.port), timeout=30) for _ in range(300)]
    for client in flood[::2]:
        with suppress(OSError):  # it had to leave already
            client.sendall(b"\x16\x03\x01\x02\x00\x01")
    with door.connect("127.0.0.2") as other:
        other.sendall(LAST_GET)
        assert status_of(everything(other)) == 200
    assert door.descriptors() <= before + 96
    assert door.process.is_instrumented() or door.memory() < memory + 8 * 1024
    for client in flood:
        client.close()
    until(lambda: door.descriptors() <= before, "all connections to be gone")
    clients = [door.connect() for _ in range(60)]
    for client in clients:
        with suppress(OSError):  # where the machine is slow, the door is out of patience with the first ones
            client.sendall(b"POST / HTTP/1.1\r\nHost: phone\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 200_000)
    assert door.process.is_instrumented() or door.memory() < memory + 40 * 1024
    for client in clients:
        client.close()
    until(lambda: door.descriptors() <= before, "all connections to be gone")
    # What strangers do fills no log: 20 lines a minute.
    assert len(door.process.output().splitlines()) < 150


def test_a_new_certificate_is_taken_and_a_wrong_one_is_not(door):
    def subject():
        return re.search(r"subject=(.*)", handshake(door).stdout).group(1)

    assert subject() == "CN = phone"
    certificate, key = make_certificate(door.scratch, "renewed")
    certificate.replace(door.settings["web.certificate"])
    key.replace(door.settings["web.key"])
    door.process.signal(1)
    until(lambda: subject() == "CN = renewed", "the new certificate")
    door.settings["web.key"].write_text("nonsense")
    door.process.signal(1)
    until(lambda: "settings are left as they were" in door.process.output(), "the refusal")
    assert f"{door.settings['web.key']} holds no private key" in door.process.output()
    assert subject() == "CN = renewed"


def test_without_a_certificate_it_serves_the_loopback_alone_and_says_what_to_do(make_door):
    door = make_door(encrypted=False)
    assert door.check() == (0, "")
    door.settings["web.listen"] = f"0.0.0.0:{door.port}"
    code, said = door.check()
    assert code == 1
    assert "web.certificate" in said and "openssl req" in said and "web.plain = yes" in said
    with pytest.raises(AssertionError, match="would be served unencrypted"):
        door.start()
    door.process = None
    door.settings["web.plain"] = "yes"
    door.start()
    answer = door.say(LAST_GET)
    assert status_of(answer) == 200 and b"Strict-Transport-Security" not in answer


def test_check_names_what_is_wrong_with_the_files(make_door):
    door = make_door()
    assert door.check() == (0, "")
    good = dict(door.settings)
    _, other = make_certificate(door.scratch, "other")
    door.settings["web.key"] = other
    assert door.check() == (1, f"{other} is not the key of {good['web.certificate']}\n")
    other.chmod(0o644)
    assert door.check() == (1, f"{other} holds a private key and may be read or written by everybody\n")
    door.settings = good | {"web.certificate": door.scratch / "none.pem"}
    assert door.check() == (1, f"{door.scratch}/none.pem cannot be read: No such file or directory\n")


def test_it_ends_where_nobody_looks_and_the_socket_brings_it_back(make_door):
    door = make_door(encrypted=False, handed=True, times=60)
    door.start()
    until(lambda: status_of(door.say(LAST_GET)) == 200, "the page")  # it is patient for a sixth of a second
    assert door.process.wait(60) == 0
    assert "nobody has looked at the page" in door.process.output()
    with socket.create_connection(("127.0.0.1", door.port), timeout=30) as waits:  # in the socket
        waits.sendall(LAST_GET)
        door.start()
        assert status_of(everything(waits)) == 200
