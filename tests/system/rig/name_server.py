"""NSD for the zone sip.test."""

import signal
import socket
import struct
from pathlib import Path

from .processes import Process
from .waiting import until

PEERS = Path(__file__).parent.parent / "peers"
NSD = "/usr/sbin/nsd"


class NameServer:
    """Serves what `records` says: lines as a zone file has them ("multi 4 IN A 127.0.0.1")."""

    def __init__(self, folder, address, port, records=()):
        self.address = address
        self.port = port
        self.log = folder / "nsd.log"
        self._folder = folder / "nsd"
        self._folder.mkdir(parents=True)
        self._serial = 0
        self._process = None
        self._write(records)
        text = (PEERS / "nsd.conf").read_text()
        (self._folder / "nsd.conf").write_text(
            text.replace("@ADDRESS@", f"{address}@{port}").replace("@FOLDER@", str(self._folder)))

    @property
    def setting(self):
        """As `sip.dns_servers` names it."""
        return f"{self.address}:{self.port}"

    def start(self):
        self._process = Process("nsd", [NSD, "-d", "-c", self._folder / "nsd.conf"], self.log,
                                when_orphaned=signal.SIGTERM)
        until(self._serves_the_latest, f"NSD to answer (its log: {self.log})")

    def change(self, records):
        """Answers with these records and no others once this returns."""
        self._write(records)
        old = self._answering_processes()
        self._process.signal(signal.SIGHUP)
        until(self._serves_the_latest, "NSD to serve the changed zone")
        until(lambda: not old & self._answering_processes(), "NSD's processes with the old zone to end")

    def stop(self):
        if self._process:
            self._process.end()
            self._process = None

    def _write(self, records):
        self._serial += 1
        text = (PEERS / "sip.test.zone").read_text()
        (self._folder / "sip.test.zone").write_text(
            text.replace("@SERIAL@", str(self._serial)).replace("@RECORDS@", "\n".join(records)))

    def _serves_the_latest(self):
        assert self._process.running(), f"NSD ended: {self._process.output()}"
        return self._serial_served() == self._serial

    def _answering_processes(self):
        """NSD forks its answering processes anew at each reload; the old ones answer for a moment longer."""
        mains = _children(self._process.pid)
        return {child for main in mains for child in _children(main)}

    def _serial_served(self):
        """The SOA's serial as asked over the wire, None without an answer."""
        question = struct.pack("!6H", 1, 0, 1, 0, 0, 0) + b"\3sip\4test\0" + struct.pack("!2H", 6, 1)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
            end.settimeout(0.5)
            try:
                end.connect((self.address, self.port))
                end.send(question)
                answer = end.recv(4096)
            except OSError:
                return None
        if struct.unpack("!H", answer[6:8])[0] != 1:
            return None
        return struct.unpack("!I", _soa_data(answer, len(question))[:4])[0]


def _children(pid):
    try:
        return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    except OSError:
        return set()


def _soa_data(answer, at):
    """The five numbers of a SOA record that is the first answer, at offset `at`."""
    at = _after_name(answer, at) + 10
    return answer[_after_name(answer, _after_name(answer, at)):]


def _after_name(message, at):
    while message[at]:
        if message[at] >= 0xC0:
            return at + 2
        at += message[at] + 1
    return at + 1
