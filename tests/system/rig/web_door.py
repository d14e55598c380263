"""lineman-webd alone: its door is tried, not what is behind it."""

import os
import socket
import ssl
import subprocess

from .fast_clock import faster
from .handed_sockets import HandedSockets
from .paths import BIN
from .ports import free_port
from .processes import Process
from .waiting import until

WEB = BIN / "lineman-webd"
GET = b"GET / HTTP/1.1\r\nHost: phone\r\n\r\n"
LAST_GET = b"GET / HTTP/1.1\r\nHost: phone\r\nConnection: close\r\n\r\n"


def make_certificate(folder, name):
    """As the manual says: (certificate, key)."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650",
                    "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    return certificate, key


class WebDoor:
    """Over TLS at 127.0.0.1, unless told otherwise."""

    def __init__(self, scratch, encrypted=True, handed=False, times=1):
        self.scratch = scratch
        self.port = free_port()
        self.config = scratch / "lineman.conf"
        self.settings = {"web.listen": f"127.0.0.1:{self.port}"}
        if encrypted:
            certificate, key = make_certificate(scratch, "phone")
            self.settings |= {"web.certificate": certificate, "web.key": key}
        self._encrypted = encrypted
        self._times = times
        self._handed = self._listening() if handed else None
        self.process = None

    def _listening(self):
        listening = socket.create_server(("127.0.0.1", self.port))
        return HandedSockets(("web", listening))

    def write_settings(self):
        self.config.write_text("".join(f"{name} = {value}\n" for name, value in self.settings.items()))

    def start(self):
        self.write_settings()
        before = faster(self._times) if self._times != 1 else []
        handed = self._handed.prefix if self._handed else []
        descriptors = self._handed.descriptors if self._handed else ()
        self.process = Process("lineman-webd", [*before, *handed, WEB, "--config", self.config, "--runtime-dir", self.scratch],
                               self.scratch / "webd.log", pass_fds=descriptors, env=os.environ | {"LC_ALL": "C"})
        until(lambda: "ready" in self.process.output() or not self.process.running(), "lineman-webd to be ready")
        assert self.process.running(), self.process.output()

    def check(self):
        """What --check says: (exit code, standard error)."""
        self.write_settings()
        done = subprocess.run([WEB, "--config", self.config, "--check"], capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    def end(self):
        if self.process:
            assert self.process.end() == 0, self.process.output()
        if self._handed:
            self._handed.close()

    def connect(self, source="127.0.0.1"):
        """A connection as a browser has it, whose certificate nobody looks at."""
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=30, source_address=(source, 0))
        if not self._encrypted:
            return raw
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context.wrap_socket(raw)

    def say(self, octets):
        """All that comes back to these, to the end of the connection."""
        with self.connect() as client:
            client.sendall(octets)
            return everything(client)

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def memory(self):
        """Anonymous memory, KiB."""
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("RssAnon:"))


def everything(client):
    """What comes, to the end; a connection that is cut ends too."""
    got = b""
    try:
        while piece := client.recv(65536):
            got += piece
    except (ConnectionError, ssl.SSLError):
        pass
    return got


def status_of(answer):
    """Of the first answer; 0 where there is none."""
    return int(answer.split()[1]) if answer.startswith(b"HTTP/1.1 ") else 0
