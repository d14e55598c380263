"""An HTTP proxy on loopback (RFC 9110, 9.3.6 and 7.6): what it was asked for stands in `asked`."""

import base64
import select
import socket
from urllib.parse import urlsplit

from .accepting import accept_all, close, in_background

PATIENCE = 30.0


class Proxy:
    """Listens until close(). With `credentials` ("user:password") others get 407; with `status` everybody gets that."""

    def __init__(self, credentials="", status=0):
        self.asked = []  # (method, target, {header: value}) of all that came
        self._wanted = f"Basic {base64.b64encode(credentials.encode()).decode()}" if credentials else ""
        self._status = status
        self._ends = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        accept_all(self._listener, self._take)

    def close(self):
        for end in (self._listener, *self._ends):
            close(end)

    def _take(self, here):
        self._ends.append(here)
        in_background(self._serve, here)

    def _serve(self, here):
        """Requests of one connection, each by a connection of its own; CONNECT makes a tunnel of it."""
        try:
            with here.makefile("rb") as stream:
                while head := _head(stream):
                    method, target, headers = head
                    self.asked.append(head)
                    body = stream.read(int(headers.get("content-length", 0)))
                    if refusal := self._refusal(headers):
                        here.sendall(refusal)
                    elif method == "CONNECT":
                        self._tunnel(here, target)
                        return
                    else:
                        self._forward(here, method, target, headers, body)
        except (OSError, ValueError):
            pass

    def _refusal(self, headers):
        if self._status:
            return b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % self._status
        if self._wanted and headers.get("proxy-authorization") != self._wanted:
            return b'HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm="the proxy"\r\nContent-Length: 0\r\n\r\n'
        return b""

    def _tunnel(self, here, target):
        host, _, port = target.rpartition(":")
        there = socket.create_connection((host.strip("[]"), int(port)), PATIENCE)
        self._ends.append(there)
        here.sendall(b"HTTP/1.1 200 Here it is\r\n\r\n")
        pairs = {here: there, there: here}
        while True:
            for source in select.select(list(pairs), [], [], PATIENCE)[0]:
                octets = source.recv(65536)
                if not octets:
                    return
                pairs[source].sendall(octets)

    def _forward(self, here, method, target, headers, body):
        parts = urlsplit(target)
        kept = {name: value for name, value in headers.items() if not name.startswith("proxy-")} | {"connection": "close"}
        lines = [f"{method} {parts.path or '/'} HTTP/1.1", *(f"{name}: {value}" for name, value in kept.items()), "", ""]
        with socket.create_connection((parts.hostname, parts.port), PATIENCE) as there:
            there.sendall("\r\n".join(lines).encode() + body)
            answer = b"".join(iter(lambda: there.recv(65536), b""))
        head, _, rest = answer.partition(b"\r\n\r\n")
        here.sendall(head + b"\r\n\r\n" + rest)


def _head(stream):
    """(method, target, {name in lower case: value}), or nothing at the end."""
    first = stream.readline().decode("latin-1").split()
    if len(first) != 3:
        return None
    headers = {}
    while (line := stream.readline().decode("latin-1").strip()):
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return first[0], first[1], headers
