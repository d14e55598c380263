"""The HTTP of an ACS: who is let in, and what becomes of each POST."""

import base64
import gzip
import hmac
import itertools
import queue
import secrets
import select
import socket
import ssl
import sys
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from . import digest
from .record import PHONE, Record
from .soap import Unreadable, parse

LONGEST_POST = 64 * 1024 * 1024


@dataclass(frozen=True)
class Policy:
    """What the phone has to bear. Without `scheme` everybody is let in."""

    scheme: str = ""  # "digest" or "basic"
    credentials: digest.Credentials = digest.Credentials("", "")
    algorithm: str = "MD5"
    qop: str = "auth"  # or "auth-int", or ""
    bind_nonce: bool = False  # to the TCP connection
    nonce_uses: int = 0  # requests until it is stale; 0: any number
    cookies: bool = False  # set with the first answer of a session, wanted from then on
    close: bool = False  # the connection, after each answer
    hang_up: bool = False  # the same without saying so
    gzip: bool = True  # answers are packed where the phone accepts that; False: what it packs gets 415
    client_authority: str = ""  # over TLS: the file with the certificate that signs those of phones; "": nobody needs one


def challenger_of(policy):
    return digest.Challenger(policy.credentials, policy.algorithm, policy.qop, policy.nonce_uses)


class Exchange:
    """One POST that was let in. Whoever takes it answers it, once, with one of the methods."""

    def __init__(self, number, connection, end, path, headers, body):
        self.number = number
        self.connection = connection  # counted from 1
        self._end = end
        self.path = path
        self.headers = headers
        self.body = body
        self._answer = queue.SimpleQueue()

    @property
    def empty(self):
        return not self.body

    @property
    def gone(self):
        """Whether the phone has hung up."""
        try:
            return bool(select.select([self._end], [], [], 0)[0])
        except (OSError, ValueError):
            return True

    @property
    def peer(self):
        """(address, port) of the phone."""
        return self._end.getpeername()[:2]

    @property
    def message(self):
        return parse(self.body)

    def reply(self, status=200, body=b"", headers=()):
        """`headers`: (name, value)"""
        self._answer.put(lambda handler: handler.reply(status, body, headers))

    def close(self):
        """Without an answer."""
        self._answer.put(lambda handler: handler.hang_up())

    def nothing(self):
        """No answer for as long as the phone waits."""
        self._answer.put(lambda handler: handler.keep_waiting())

    def raw(self, octets):
        """These instead of an answer, then the connection is closed."""
        self._answer.put(lambda handler: handler.send_raw(octets))

    def endless_header(self):
        self.endless(b"HTTP/1.1 200 OK\r\n", b"X-Endless: " + b"x" * 1000 + b"\r\n")

    def endless(self, head, again):
        """`head` instead of an answer, then `again` until the phone has enough."""
        self._answer.put(lambda handler: handler.send_without_end(head, again))

    def wait(self):
        return self._answer.get()


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.number = self.server.door.connected(self.connection)
        self.challenger = None

    def log_message(self, *_):
        pass  # the record says it better

    def do_GET(self):
        self.reply(405)

    def do_POST(self):
        door = self.server.door
        body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), LONGEST_POST))
        policy = door.policy
        door.requests.append((self.number, self.path, dict(self.headers), len(body)))
        if policy.scheme:
            verdict = self._judge(policy, body)
            if verdict != digest.OK:
                self.reply(401, headers=[("WWW-Authenticate", self._challenge(policy, verdict == digest.STALE))])
                return
        if self.headers.get("Content-Encoding") == "gzip":
            if not policy.gzip:
                self.reply(415)
                return
            body = gzip.decompress(body)
        if policy.cookies and not door.cookies_are_right(body, self.headers.get("Cookie", "")):
            self.reply(400, b"no cookie")
            return
        door.take(self, body)(self)

    def _judge(self, policy, body):
        said = self.headers.get("Authorization", "")
        if policy.scheme == "digest":
            return self._challenger(policy).judge("POST", self.path, said, body)
        wanted = base64.b64encode(f"{policy.credentials.username}:{policy.credentials.password}".encode()).decode()
        return digest.OK if hmac.compare_digest(said, f"Basic {wanted}") else digest.CHALLENGE

    def _challenge(self, policy, stale):
        if policy.scheme == "digest":
            return self._challenger(policy).challenge(stale)
        return 'Basic realm="the scripted ACS"'

    def _challenger(self, policy):
        if not policy.bind_nonce:
            return self.server.door.challenger(policy)
        if not self.challenger:
            self.challenger = challenger_of(policy)
        return self.challenger

    # What an Exchange asks for

    def reply(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in [*headers, *self.server.door.cookies_to_set()]:
            self.send_header(name, value)
        if body:
            self.send_header("Content-Type", 'text/xml; charset="utf-8"')
            if self.server.door.policy.gzip and "gzip" in self.headers.get("Accept-Encoding", ""):
                self.send_header("Content-Encoding", "gzip")
                body = gzip.compress(body)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        if self.server.door.policy.close:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection |= self.server.door.policy.hang_up

    def hang_up(self):
        self.close_connection = True

    def keep_waiting(self):
        while not self.server.door.closing and not select.select([self.connection], [], [], 0.1)[0]:
            pass
        self.close_connection = True

    def send_raw(self, octets):
        self.wfile.write(octets)
        self.close_connection = True

    def send_without_end(self, head, again):
        self.close_connection = True
        self.wfile.write(head)
        while not self.server.door.closing:
            self.wfile.write(again)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        """A connection that broke: the phone's right; a refused certificate is one as well."""
        self.door.connection_broke()
        if isinstance(sys.exc_info()[1], ssl.SSLError):
            _take_the_rest(request)


def _take_the_rest(end):
    """Of a handshake that failed: closed with octets unread, the connection would be reset, and the alert that says why be lost."""
    try:
        end.settimeout(5)
        end.shutdown(socket.SHUT_WR)
        while socket.socket.recv(end, 65536):  # past TLS, which has ended
            pass
    except OSError:
        pass


class _Server6(_Server):
    address_family = socket.AF_INET6


class HttpDoor:
    """Listens at (address, port) until close(); 0 takes any port. POSTs that are let in stand in `exchanges`, in order.
    `certificate`: (certificate file, key file) for HTTPS."""

    def __init__(self, address="127.0.0.1", port=0, policy=Policy(), certificate=None, record=None):
        self.address = address
        self.port = port
        self.policy = policy
        self.record = record or Record()
        self.exchanges = queue.Queue()
        self.requests = []  # (connection, path, headers, length of the body) of all that came, let in or not
        self.broken = []  # what went wrong with connections, in words
        self.connections = 0
        self.closing = False
        self._certificate = certificate
        self._cookies = {}
        self._cookies_are_new = False
        self._challengers = {}  # of each policy, for nonces that are good on any connection
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._ends = []
        self._server = None
        self.open()

    def url(self, path="/acs", host=None):
        host = host or (f"[{self.address}]" if ":" in self.address else self.address)
        return f"http{'s' if self._certificate else ''}://{host}:{self.port}{path}"

    def open(self):
        """Listens anew, at the same port."""
        self.closing = False
        family = _Server6 if ":" in self.address else _Server
        self._server = family((self.address, self.port), _Handler)
        self._server.door = self
        self.port = self._server.server_address[1]
        if self._certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*self._certificate)
            if self.policy.client_authority:
                context.verify_mode = ssl.CERT_REQUIRED
                context.load_verify_locations(self.policy.client_authority)
            # The handshake belongs to the connection's thread, so that a slow one holds up nobody.
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True,
                                                      do_handshake_on_connect=False)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        """Ends all connections; who comes later is refused."""
        if self.closing:
            return
        self.closing = True
        self._server.shutdown()
        self._server.server_close()
        for end in self._ends:
            _end(end)
        self._ends.clear()
        while not self.exchanges.empty():
            self.exchanges.get_nowait().close()

    # For the connections' threads

    def connected(self, end):
        with self._lock:
            self.connections += 1
            self._ends.append(end)
            return self.connections

    def connection_broke(self):
        self.broken.append(str(sys.exc_info()[1]))

    def challenger(self, policy):
        with self._lock:
            if policy not in self._challengers:
                self._challengers[policy] = challenger_of(policy)
            return self._challengers[policy]

    def take(self, handler, body):
        """Hands the POST over; returns what its answer does."""
        exchange = Exchange(next(self._numbers), handler.number, handler.connection, handler.path, handler.headers, body)
        if body:
            self.record.message(PHONE, body)
        else:
            self.record.note(PHONE, "(nothing)")
        self.exchanges.put(exchange)
        return exchange.wait()

    def cookies_are_right(self, body, said):
        """One is set without a path and one with, and both names are odd: a client must not mind."""
        if _is_inform(body):
            self._cookies = {"acs.session": secrets.token_hex(8), "JSESSIONID": secrets.token_hex(8)}
            self._cookies_are_new = True
            return True
        shown = dict(pair.strip().partition("=")[::2] for pair in said.split(";"))
        return all(shown.get(name) == value for name, value in self._cookies.items())

    def cookies_to_set(self):
        if not self._cookies_are_new:
            return []
        self._cookies_are_new = False
        first, second = self._cookies.items()
        return [("Set-Cookie", "=".join(first)), ("Set-Cookie", "=".join(second) + "; Path=/; HttpOnly")]


def _end(connection):
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def _is_inform(body):
    try:
        return bool(body) and parse(body).name == "Inform"
    except Unreadable:
        return False
