"""`linemanctl watch` with the real agent: what happens is told as it happens, to everybody who watches."""

import json
import signal
import socket
import subprocess

import pytest

from rig.management import session_now
from rig.paths import CTL
from rig.processes import Process
from rig.registrar import password_of
from rig.waiting import until


class Watcher:
    def __init__(self, phone, folder, *options):
        self._process = Process("linemanctl watch", [CTL, "--runtime-dir", phone.runtime, "watch", *options],
                                folder / f"watch-{len(list(folder.glob('watch-*')))}.log")
        self.wait_for("watching")

    def lines(self):
        return self._process.output().splitlines()

    def wait_for(self, text):
        return until(lambda: [line for line in self.lines() if text in line], f"the watcher to hear of {text}")[-1]

    def ended_by(self, number):
        self._process.signal(number)
        return self._process.wait()

    def end_code(self):
        return self._process.wait()


@pytest.fixture
def watcher(phone, scratch):
    watcher = Watcher(phone, scratch, "--json")
    yield watcher
    watcher._process.end()


def event(line):
    reply = json.loads(line)
    assert reply["version"] == 1
    of_an_account = {"place", "target", "before", "lasted"} if "place" in reply["event"] else set()
    assert set(reply["event"]) == {"time", "kind", "account", "server", "generation", "detail"} | of_an_account
    return reply["event"]


def test_a_change_is_told_by_name_and_never_by_value(phone, watcher):
    secret = phone.secret_file("hunter2 hunter2")
    reply = phone.ask("set", "account.1.label=Desk", f"account.1.password=@{secret}")
    told = event(watcher.wait_for("configurationChanged"))
    assert told["generation"] == reply["generation"]
    assert told["detail"].startswith("control uid ")
    assert "account.1.label" in told["detail"] and "account.1.password" in told["detail"]
    assert "hunter2" not in "".join(watcher.lines()) and "Desk" not in "".join(watcher.lines())


def test_every_watcher_hears_of_registrations(phone, watcher, registrar_a, scratch):
    other = Watcher(phone, scratch)
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    told = event(watcher.wait_for('"detail":"registered"'))
    assert (told["kind"], told["account"]) == ("state", 1)
    assert (told["place"], told["target"], told["before"]) == ("primary", registrar_a.target, "none")
    line = other.wait_for("registered")
    assert "account 1" in line and not line.startswith("{")
    assert password_of(1001) not in "".join(watcher.lines() + other.lines())
    assert other.ended_by(signal.SIGINT) == 0


def test_the_core_is_told_to_come_and_go(phone, watcher):
    phone.core.kill()
    watcher.wait_for("coreDisconnected")
    phone.start_core()
    watcher.wait_for("coreConnected")


def test_a_session_with_the_acs_is_told_when_it_ends(managed, acs, scratch):
    watcher = Watcher(managed, scratch, "--json")
    session_now(managed, acs).end()
    told = event(watcher.wait_for("acsSession"))
    assert told["detail"] == "ok"
    assert watcher.ended_by(signal.SIGTERM) == 0


def test_the_agent_s_end_ends_the_watch(phone, watcher):
    assert phone.agent.end() == 0
    assert watcher.end_code() == 1
    assert "went away" in watcher.lines()[-1]


def test_without_an_agent_there_is_nothing_to_watch(phone):
    done = subprocess.run([CTL, "--runtime-dir", phone.folder, "watch"], capture_output=True, text=True, timeout=30,
                          check=False)
    assert done.returncode == 1 and "no agent is reached" in done.stderr


def messages(connection):
    buffer = b""
    while octets := connection.recv(65536):
        *whole, buffer = (buffer + octets).split(b"\0")
        yield from map(json.loads, whole)


def connect(phone, method, more=False, **parameters):
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(30)
    connection.connect(str(phone.runtime / "control"))
    call = {"method": f"org.lineman.Control1.{method}", "parameters": parameters, "more": more}
    connection.sendall(json.dumps(call).encode() + b"\0")
    return connection


def test_one_who_does_not_read_is_told_what_it_missed(phone):
    """What waits for it is bounded by the agent's 64 KiB and by the kernel; 600 events of 700 octets are beyond both."""
    sleeper = connect(phone, "Watch", more=True)
    heard = messages(sleeper)
    assert next(heard)["parameters"]["event"]["kind"] == "watching"
    names = [f"account.{account}.sip_server.{server}.{name}" for account in (1, 2) for server in (1, 2)
             for name in ("retry_counts", "invite_retry_counts", "expires", "failback_timeout")]
    for number in range(600):
        changes = [{"name": name, "value": str(60 + number % 2) if "ti" in name or "exp" in name else str(1 + number % 2)}
                   for name in names]
        with connect(phone, "Set", changes=changes) as changer:
            assert "error" not in next(messages(changer))
    kinds = []
    while "missed" not in kinds:
        event = next(heard)["parameters"]["event"]
        kinds.append(event["kind"])
    assert kinds.count("configurationChanged") + int(event["detail"].split()[0]) >= 600
    phone.change({"account.1.label": "Desk"})
    while event["detail"].find("account.1.label") < 0:
        event = next(heard)["parameters"]["event"]
    sleeper.close()
