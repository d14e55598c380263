"""The daemons that run.py compares, each in a folder of its own: the SNMP door of ours with a configuration in memory, both of our
daemons as they are shipped, and Debian's snmpd."""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/release"))
BUILD_512 = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.join(ROOT, "build/release-512"))
LOAD = os.path.join(BUILD, "bin/snmp_load")
SNMPD = shutil.which("snmpd") or "/usr/sbin/snmpd"


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """A daemon in a folder of its own; ends with the block."""

    def __init__(self, name, wrap=(), folder=None, accounts=16):
        self.name, self.wrap, self.accounts = name, list(wrap), accounts
        self.folder = tempfile.mkdtemp(prefix="lineman-bench-", dir=folder)
        self.port = free_port()

    def command(self):
        address = f"udp:127.0.0.1:{self.port}"
        if self.name == "lineman":
            secret = "bench pass phrase"
            build = BUILD if self.accounts <= 16 else BUILD_512
            return [build + "/bin/snmp_peer", "--folder", self.folder + "/state", "--listen", address, "--accounts", str(self.accounts),
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


def callgrind(server, report, *words):
    """A daemon under callgrind serves one load and ends; `report` is then called with the path of what was found."""
    folder = tempfile.mkdtemp(prefix="lineman-bench-")
    try:
        wrap = ["valgrind", "-q", "--tool=callgrind", "--callgrind-out-file=" + folder + "/callgrind"]
        with Server(server[0], wrap, accounts=server[1]) as running:
            said = running.load(*words)
        return report(folder + "/callgrind"), said
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def total(path):
    with open(path, encoding="ascii", errors="replace") as file:
        return int(re.search(r"^(?:summary|totals): (\d+)", file.read(), re.M)[1])


def per_request(name, *words, few=100, many=2100, accounts=16):
    """Instructions for one request: the difference of two counts, so that start and end drop out."""
    less, _ = callgrind((name, accounts), total, *words, few)
    more, _ = callgrind((name, accounts), total, *words, many)
    return (more - less) / (many - few)


def spent(path):
    """Instructions by function, with the library that it is in, from callgrind_annotate."""
    said = subprocess.run(["callgrind_annotate", "--inclusive=no", "--threshold=100", path], check=True, capture_output=True,
                          text=True).stdout
    found = {}
    for count, name in re.findall(r"^\s*([\d,]+) \([^)]*\)\s+(\S.*)$", said, re.M):
        found[name] = found.get(name, 0) + int(count.replace(",", ""))
    return found


def profile(*words, few, many):
    """Instructions of one request by function: the difference of two counts."""
    less, _ = callgrind(("lineman", 16), spent, *words, few)
    more, _ = callgrind(("lineman", 16), spent, *words, many)
    each = {name: (count - less.get(name, 0)) / (many - few) for name, count in more.items()}
    each.pop("PROGRAM TOTALS", None)
    return each


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
