#!/usr/bin/env python3
"""The SNMP door beside Debian's snmpd, in one run.

    bench/snmp/run.py [BUILD]        BUILD is build/release unless given

Both serve the same machine, one after the other in turns. Reported are
  - answers a second to version 2c GETs, 16 outstanding, and processor time for each
  - instructions for a request (callgrind: the difference of two counts, so that start and end drop out)
  - SETs of one variable a second, each after the answer to the one before: once with no disk in the way, once with it
  - memory after the first walk, and the time from exec to the first answer
The door runs with a configuration in memory (tests/mibs): what is measured is SNMP, not the disk. The row with the disk has the
whole agent, whose yes to a SET means that it is on the disk and in the SIP core, and snmpd, which answers first and then
writes sysLocation with its persistent file, syncing every line. The disk is TMPDIR's, "no disk" is /dev/shm.
"""
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/release"))
PEER = os.path.join(BUILD, "bin/snmp_peer")
LOAD = os.path.join(BUILD, "bin/snmp_load")
SNMPD = shutil.which("snmpd") or "/usr/sbin/snmpd"

OURS = ".1.3.6.1.4.1.32473.2.1.1"
CELL = OURS + ".4.1.5.3.2"          # sipServerExpires.3.2
EXPIRES = OURS + ".4.1.5"
SERVERS = OURS + ".4"               # 16 accounts: 352 cells
THEIR_CELL = ".1.3.6.1.2.1.1.9.1.3.3"  # sysORDescr.3
THEIR_SCALAR = ".1.3.6.1.2.1.1.1.0"
THEIR_WRITABLE = ".1.3.6.1.2.1.1.6.0"  # sysLocation.0
ROUNDS = 5
SECONDS = 1.0
SETS = 300


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """A daemon in a folder of its own; ends with the block."""

    def __init__(self, name, wrap=(), folder=None):
        self.name, self.wrap = name, list(wrap)
        self.folder = tempfile.mkdtemp(prefix="lineman-bench-", dir=folder)
        self.port = free_port()

    def command(self):
        address = f"udp:127.0.0.1:{self.port}"
        if self.name == "lineman":
            secret = "bench pass phrase"
            return [PEER, "--folder", self.folder + "/state", "--listen", address, "--accounts", "16",
                    "--user", f"bench,write,SHA-256,{secret},AES,{secret}",
                    "--community", "bench,write,127.0.0.0/8"]
        with open(self.folder + "/snmpd.conf", "w", encoding="ascii") as file:
            file.write("rwcommunity bench 127.0.0.1\nrwuser bench priv\n"
                       'createUser bench SHA-256 "bench pass phrase" AES "bench pass phrase"\n')
        return [SNMPD, "-f", "-Lo", "-C", "-c", self.folder + "/snmpd.conf", "-I", "-smux", address]

    def __enter__(self):
        environment = dict(os.environ, SNMP_PERSISTENT_DIR=self.folder, MIBS="", SNMPCONFPATH=self.folder)
        start = time.monotonic()
        self.process = subprocess.Popen(self.wrap + self.command(), env=environment, stdin=subprocess.PIPE,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.first_answer = self.wait_for_answer(start)
        return self

    def wait_for_answer(self, start):
        """Seconds from exec to the first answer, by a GET every millisecond."""
        get = ber_get()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            one.connect(("127.0.0.1", self.port))
            one.settimeout(0.001)
            while time.monotonic() - start < 60:
                try:
                    one.send(get)
                    one.recv(2048)
                    return time.monotonic() - start
                except (TimeoutError, ConnectionRefusedError):
                    time.sleep(0.0005)
        raise RuntimeError(self.name + " does not answer")

    def __exit__(self, *_):
        self.process.stdin.close()
        if self.name != "lineman":
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)

    def load(self, *words):
        return subprocess.run([LOAD, words[0], str(self.port), *map(str, words[1:])], check=True,
                              capture_output=True, text=True).stdout.strip()

    def processor_seconds(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            text = file.read()
        return {key: int(re.search(key + r":\s+(\d+)", text)[1]) / 1024 for key in ("VmRSS", "RssAnon")}


def ber_get():
    """A version 2c GET of sysUpTime.0."""
    def wrap(tag, content):
        return bytes([tag, len(content)]) + content
    name = wrap(6, bytes([0x2B, 6, 1, 2, 1, 1, 3, 0]))
    bindings = wrap(0x30, wrap(0x30, name + b"\x05\x00"))
    pdu = wrap(0xA0, b"\x02\x01\x01\x02\x01\x00\x02\x01\x00" + bindings)
    return wrap(0x30, b"\x02\x01\x01" + wrap(4, b"bench") + pdu)


def counted(name, *words):
    """callgrind's instructions of a daemon that serves one load and ends."""
    folder = tempfile.mkdtemp(prefix="lineman-bench-")
    out = folder + "/callgrind"
    try:
        with Server(name, ["valgrind", "-q", "--tool=callgrind", "--callgrind-out-file=" + out]) as server:
            server.load(*words)
        with open(out, encoding="ascii", errors="replace") as file:
            return int(re.search(r"^(?:summary|totals): (\d+)", file.read(), re.M)[1])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def per_request(name, *words, few=100, many=2100):
    return (counted(name, *words, many) - counted(name, *words, few)) / (many - few)


def rates():
    """Answers a second and microseconds of processor for each, in turns."""
    found = {"lineman": ([], []), "snmpd": ([], [])}
    with Server("lineman") as ours, Server("snmpd") as theirs:
        for _ in range(ROUNDS):
            for server, name in ((ours, CELL), (theirs, THEIR_CELL)):
                before = server.processor_seconds()
                rate = float(server.load("rate", name, SECONDS, 16))
                used = server.processor_seconds() - before
                found[server.name][0].append(rate)
                found[server.name][1].append(used / (rate * SECONDS) * 1e6)
        memory = {}
        for server, name in ((ours, OURS), (theirs, ".1.3.6.1.2.1.1")):
            server.load("walk", "c", name, 1)
            memory[server.name] = server.memory()
    return found, memory


class Agent:
    """Both daemons as they are shipped, their store in TMPDIR; ends with the block."""

    def __enter__(self):
        os.environ["LINEMAN_BIN"] = os.path.join(BUILD, "bin")
        os.environ["LINEMAN_SOURCE"] = ROOT
        sys.path.insert(0, os.path.join(ROOT, "tests", "system"))
        from rig.phone import Phone
        self.folder = tempfile.TemporaryDirectory(prefix="lineman-bench-")
        self.phone = Phone(Path(self.folder.name), accounts=16, settings={
            "snmp.community.2.name": "bench", "snmp.community.2.access": "write", "snmp.community.2.source": "127.0.0.1",
            "log.level": "warning"})
        self.phone.start()
        self.phone.change({"network.snmp.enable": 1})
        self.port = self.phone.snmp_port
        return self

    def __exit__(self, *_):
        self.phone.end()
        self.folder.cleanup()

    load = Server.load


def set_rates():
    """SETs of one variable a second, in turns: of the door and snmpd without a disk, of the agent and snmpd with one."""
    found = {"door": [], "snmpd in memory": [], "agent": [], "snmpd": []}
    memory = "/dev/shm"
    with Server("lineman") as door, Server("snmpd", folder=memory) as light, Agent() as agent, Server("snmpd") as snmpd:
        for _ in range(ROUNDS):
            found["door"].append(float(door.load("set", "c", EXPIRES, 1, SETS)))
            found["snmpd in memory"].append(float(light.load("text", "c", THEIR_WRITABLE, SETS)))
            found["agent"].append(float(agent.load("set", "c", EXPIRES, 1, SETS)))
            found["snmpd"].append(float(snmpd.load("text", "c", THEIR_WRITABLE, SETS)))
    return {name: statistics.median(rates) for name, rates in found.items()}


def first_answers():
    found = {"lineman": [], "snmpd": []}
    for _ in range(ROUNDS):
        for name in found:
            with Server(name) as server:
                found[name].append(server.first_answer * 1000)
    return found


def main():
    found, memory = rates()
    print(f"{'':48}{'lineman':>12}{'snmpd':>12}")

    def line(what, ours, theirs, form="{:.1f}"):
        cells = "".join(f"{form.format(value) if value is not None else '-':>12}" for value in (ours, theirs))
        print(f"{what:48}{cells}")

    median = statistics.median
    line("GET of a cell, 16 outstanding, answers/s", median(found["lineman"][0]), median(found["snmpd"][0]), "{:.0f}")
    line("processor for each, microseconds", median(found["lineman"][1]), median(found["snmpd"][1]))
    line("resident memory, MB", memory["lineman"]["VmRSS"], memory["snmpd"]["VmRSS"])
    line("anonymous memory, MB", memory["lineman"]["RssAnon"], memory["snmpd"]["RssAnon"])
    sets = set_rates()
    line("SET of 1 variable, no disk, answers/s", sets["door"], sets["snmpd in memory"], "{:.0f}")
    line("SET of 1 variable, whole agent, disk, answers/s", sets["agent"], sets["snmpd"], "{:.0f}")
    starts = first_answers()
    line("exec to first answer, ms", median(starts["lineman"]), median(starts["snmpd"]))
    thousand = "{:.1f} k"
    line("instructions, GET of a cell", per_request("lineman", "get", "c", CELL) / 1e3,
         per_request("snmpd", "get", "c", THEIR_CELL) / 1e3, thousand)
    line("instructions, GET of sysDescr", per_request("lineman", "get", "c", THEIR_SCALAR) / 1e3,
         per_request("snmpd", "get", "c", THEIR_SCALAR) / 1e3, thousand)
    line("instructions, GET by authPriv", per_request("lineman", "get", "u", CELL) / 1e3,
         per_request("snmpd", "get", "u", THEIR_CELL) / 1e3, thousand)
    line("instructions, bulk walk of 352 cells", per_request("lineman", "walk", "c", SERVERS, few=2, many=42) / 1e3,
         None, thousand)
    line("instructions, SET of 1 variable", per_request("lineman", "set", "c", EXPIRES, 1, few=20, many=320) / 1e3,
         per_request("snmpd", "text", "c", THEIR_WRITABLE, few=20, many=320) / 1e3, thousand)
    line("instructions, SET of 20 variables", per_request("lineman", "set", "c", EXPIRES, 20, few=20, many=320) / 1e3, None, thousand)


if __name__ == "__main__":
    main()
