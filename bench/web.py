#!/usr/bin/python3
"""What the phone's own page takes: its octets, the anonymous memory of lineman-webd and what the agent has besides, with the door
open, with one user and with ten who watch; and the time from a change of state in the SIP core to the browser, beside those who
watch the control socket (linemanctl watch) in the same run.

    bench/web.py [BIN]      BIN: where the programs are, build/release/bin
"""

import http.client
import json
import statistics
import tempfile
import threading
import time
from pathlib import Path

from surroundings import BIN, ROOT  # first: it puts the rig in reach

from rig.fake_registrar import FakeRegistrar, good_answer
from rig.local_socket import Caller
from rig.page import PASSWORDS, PageServer
from rig.phone import Phone
from rig.ports import free_port

BROWSERS = 10
CHANGES = 60


class Browser:
    """A session, and when each event came to it."""

    def __init__(self, port):
        self._port = port
        self._cookie = ""
        self.came = {}
        status, headers, _ = self._ask("POST", "/api/login", {"name": "installer", "password": PASSWORDS["installer"]})
        assert status == 204, status
        self._cookie = headers["Set-Cookie"].split(";")[0]

    def _ask(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Cookie": self._cookie, "Content-Type": "application/json", "Origin": f"http://127.0.0.1:{self._port}"}
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        text = response.read()
        connection.close()
        return response.status, response.headers, text

    def status(self):
        return json.loads(self._ask("POST", "/api/control/Status", {})[2])

    def watch(self):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=600)
        connection.request("GET", "/api/events", headers={"Cookie": self._cookie})
        self._stream = connection.getresponse()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self._stream:
            if line.startswith(b"data: "):
                note(self.came, json.loads(line[6:]))


def note(came, event):
    """When an event came first, by what it is of."""
    key = (event["kind"], event["account"], event["detail"])
    came.setdefault(key, []).append(time.monotonic())


def watch_socket(path, method, came):
    caller = Caller(path, patience=None)
    caller.send(json.dumps({"method": method, "parameters": {}, "more": True}).encode() + b"\0")

    def read():
        while reply := caller.receive():
            note(came, reply["parameters"]["event"])
    threading.Thread(target=read, daemon=True).start()


def anonymous(process):
    return process.memory()["RssAnon"]


def delays(begun, came):
    """Milliseconds from one watcher's events to the other's, of all that both had as often."""
    return [(there - here) * 1000 for key, times in begun.items() if key in came and len(came[key]) == len(times)
            for here, there in zip(times, came[key])]


def measure_delays(phone, browser):
    core, control = {}, {}
    watch_socket(phone.runtime / "sipcore", "org.lineman.SipCore1.Monitor", core)
    watch_socket(phone.runtime / "control", "org.lineman.Control1.Watch", control)
    time.sleep(1)
    for number in range(CHANGES):
        phone.change({"account.1.enable": number % 2})
        time.sleep(0.1)
    time.sleep(1)
    told = {key: times for key, times in core.items() if key[0] == "state"}
    return delays(told, browser.came), delays(told, control)


def served_octets():
    """Of all files that a browser fetches, uncompressed."""
    folder = ROOT / "web" / "pages"
    return sum(path.stat().st_size for path in folder.rglob("*") if path.suffix in (".html", ".css", ".js", ".svg"))


def row(name, times):
    return f"| {name} | {len(times)} | {statistics.median(times):.2f} | {min(times):.2f} | {max(times):.2f} |"


def main():
    with tempfile.TemporaryDirectory(prefix="lm-") as name:
        phone = Phone(Path(name), accounts=16)
        phone.start()
        registrar = FakeRegistrar("127.0.0.3", free_port(), lambda request: [good_answer(request)])
        for account in range(1, 17):
            phone.change(phone.account_values(account, registrar.target))
        phone.wait_until_registered(16)
        agent_alone = anonymous(phone.agent)
        server = PageServer(phone)
        server.start()
        memory = [("door open", anonymous(server), anonymous(phone.agent))]
        browsers = [Browser(server.port)]
        browsers[0].watch()
        browsers[0].status()
        memory.append(("one browser watches", anonymous(server), anonymous(phone.agent)))
        browsers += [Browser(server.port) for _ in range(BROWSERS - 1)]
        for browser in browsers[1:]:
            browser.watch()
        for browser in browsers:
            browser.status()
        memory.append((f"{BROWSERS} browsers watch", anonymous(server), anonymous(phone.agent)))
        to_browser, to_watch = measure_delays(phone, browsers[-1])
        server.end()
        phone.end()
        registrar.close()
    report(agent_alone, memory, to_browser, to_watch)


def report(agent_alone, memory, to_browser, to_watch):
    print(f"Sources of the page: {served_octets()} octets; binaries of {BIN}\n")
    print("| RssAnon, kB | lineman-webd | agent, besides |")
    print("| --- " * 3 + "|")
    for name, web, agent in memory:
        print(f"| {name} | {web} | {agent - agent_alone} |")
    print("\n| a change of state, from the SIP core to | changes | ms: median | best | worst |")
    print("| --- " * 5 + "|")
    print(row("a browser (ten watch)", to_browser))
    print(row("the control socket (linemanctl watch)", to_watch))


if __name__ == "__main__":
    main()
