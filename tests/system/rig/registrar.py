"""Kamailio as a registrar."""

import json
import re
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from .processes import Process
from .waiting import until

CONFIGURATION = Path(__file__).parent.parent / "peers" / "registrar.cfg"
KAMAILIO = "/usr/sbin/kamailio"

SWALLOW = 1  # as a fault: no answer at all


def password_of(user):
    """The digest password of the users 1001 to 1004."""
    return f"secret{user}"


@dataclass(frozen=True)
class Seen:
    """One request as the registrar saw it."""

    method: str
    user: str
    source: str
    call: str
    cseq: int
    expires: str
    authorized: bool
    contact: str


_SEEN = re.compile(r"SEEN node=\S+ method=(\S+) user=(\S+) source=(\S+) call=(\S+) cseq=(\d+) expires=(\S+) "
                   r"authorized=(\S*) contact=(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Tls:
    """Where a registrar speaks TLS, and the files of its certificate and key."""

    port: int
    certificate: Path
    key: Path


class Registrar:
    """One Kamailio on one address and port, over UDP and TCP; over TLS too where `tls` says so. Its counts and bindings last
    as long as its process. With `asks_passwords` False anybody may register."""

    def __init__(self, name, folder, address, port, tls=None, asks_passwords=True):
        self.name = name
        self.address = address
        self.port = port
        self.tls = tls
        self.log = folder / f"{name}.log"
        self._folder = folder / name
        self._folder.mkdir(parents=True)
        self._rpc = self._folder / "rpc"
        self._json = self._folder / "json"
        self._defines = [] if asks_passwords else ["-A", "OPEN=1"]
        self._process = None
        self._calls = 0

    @property
    def target(self):
        """As the phone names it."""
        return f"{self._host}:{self.port}"

    @property
    def tls_target(self):
        return f"{self._host}:{self.tls.port}"

    @property
    def _host(self):
        return f"[{self.address}]" if ":" in self.address else self.address

    def _tls_arguments(self):
        if not self.tls:
            return []
        return ["-A", "WITH_TLS", "-A", f'TLS_KEY="{self.tls.key}"', "-A", f'TLS_CERTIFICATE="{self.tls.certificate}"',
                "-l", f"tls:{self.tls_target}"]

    def start(self):
        self._json.unlink(missing_ok=True)
        self._process = Process(
            f"registrar {self.name}",
            [KAMAILIO, "-f", CONFIGURATION, "-DD", "-E", "-m", "16", "-M", "4", "-Y", self._folder, "-w", self._folder,
             "-A", f"NODE={self.name}", "-A", f'RPC_SOCKET="unix:{self._rpc}"', "-A", f'JSON_SOCKET="{self._json}"',
             *self._defines, "-l", f"udp:{self.target}", "-l", f"tcp:{self.target}", *self._tls_arguments()],
            self.log, when_orphaned=signal.SIGTERM)
        until(self._answers, f"registrar {self.name} to answer (its log: {self.log})")

    def stop(self):
        """Its ports are closed afterwards: who sends there gets an ICMP error."""
        if self._process:
            self._process.end()
            self._process = None

    def kill(self):
        """As stop(), without having been asked to end."""
        self._process.kill()
        self.stop()

    def fault(self, code, method="REGISTER", user=None):
        """Answers `method` with `code` from now on; SWALLOW is silence, 0 the end of it."""
        key = f"{method}:{user}" if user else method
        self.call("htable.seti", "fault", key, code)

    def seen(self, method="REGISTER", user=None):
        """How many requests arrived, resends included."""
        key = f"{method}:{user}" if user else method
        slots = self.call("htable.dump", "seen")
        return sum(int(item["value"]) for slot in slots for item in slot["slot"] if item["name"] == key)

    def requests(self, method=None, user=None):
        """All requests in the order of their arrival, over all lives of this registrar."""
        found = [Seen(m, u, source, call, int(cseq), expires, authorized not in ("", "0", "<null>"), contact)
                 for m, u, source, call, cseq, expires, authorized, contact in _SEEN.findall(self.log.read_text())]
        return [seen for seen in found if method in (None, seen.method) and user in (None, seen.user)]

    def replies(self, status_class):
        """How many responses of a class (2 for 2xx) it sent."""
        # The statistics have names of their own for common codes, and one for the rest of a class.
        counted = self.call("stats.fetchn", "sl:")
        return sum(count for name, count in counted.items() if re.fullmatch(f"sl.{status_class}.._replies", name))

    def bindings(self):
        """{user: [{"Address": "sip:…", "Expires": seconds left, …}]} of what is registered now."""
        found = {}
        for domain in self.call("ul.dump").get("Domains", []):
            for record in domain["Domain"]["AoRs"]:
                info = record["Info"]
                contacts = [entry["Contact"] for entry in info["Contacts"]]
                alive = [one for one in contacts if isinstance(one["Expires"], int) and one["Expires"] > 0]
                if alive:
                    found[str(info["AoR"]).partition("@")[0]] = alive
        return found

    def call(self, method, *parameters):
        """A JSON-RPC call; raises AssertionError for an error."""
        self._calls += 1
        question = {"jsonrpc": "2.0", "method": method, "params": list(parameters), "id": self._calls}
        mine = self._folder / f"caller-{self._calls}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as end:
            end.bind(str(mine))
            try:
                end.settimeout(5)
                end.sendto(json.dumps(question).encode(), str(self._json))
                answer = json.loads(end.recv(1 << 20))
            finally:
                mine.unlink()
        assert "error" not in answer, f"{method} {parameters}: {answer['error']}"
        return answer["result"]

    def _answers(self):
        assert self._process.running(), f"registrar {self.name} ended: {self._process.output()}"
        try:
            return self.call("core.uptime")
        except OSError:
            return False
