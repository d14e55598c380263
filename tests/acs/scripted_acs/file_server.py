"""The file server beside an ACS: what it gives for a GET, what it has taken by PUT, and how it misbehaves."""

import base64
import hmac
import select
import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from . import digest

PIECE = b"#" * 1000 + b"\n"


# What stands at a path: each is called with the connection that asks for it

def whole(octets):
    return lambda connection: connection.answer(200, octets)


def chunked(octets):
    def give(connection):
        connection.begin_chunks()
        for start in range(0, len(octets), 100):
            connection.chunk(octets[start:start + 100])
        connection.chunk(b"")
    return give


def status(code):
    return lambda connection: connection.answer(code, b"no such thing")


def redirect(url, code=302):
    return lambda connection: connection.answer(code, b"elsewhere", [("Location", url)])


def broken_off(octets):
    """Half of them, where all were promised."""
    def give(connection):
        connection.promise(len(octets))
        connection.wfile.write(octets[:len(octets) // 2])
        connection.close_connection = True
    return give


def without_end(connection):
    connection.begin_chunks()
    while not connection.server.files.closing:
        connection.chunk(PIECE)


def held(octets, gate):
    """Half of them; the others when the gate (an Event) is set."""
    def give(connection):
        connection.promise(len(octets))
        connection.wfile.write(octets[:len(octets) // 2])
        connection.wfile.flush()
        if connection.wait_for(gate):
            connection.wfile.write(octets[len(octets) // 2:])
    return give


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.server.files.ends.append(self.connection)

    def log_message(self, *_):
        pass

    def do_GET(self):
        self._serve(lambda _body: self.server.files.gives.get(self.path.partition("?")[0], status(404))(self))

    def do_PUT(self):
        self._serve(self._take)

    def _serve(self, what):
        files = self.server.files
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        files.requests.append((self.command, self.path, dict(self.headers)))
        challenge = files.challenge(self.command, self.path, self.headers.get("Authorization", ""))
        if challenge:
            self.answer(401, b"who?", [("WWW-Authenticate", challenge)])
        else:
            what(body)

    def _take(self, body):
        files = self.server.files
        if files.refuses_uploads:
            self.answer(files.refuses_uploads)
        else:
            files.uploads.append((self.path, body))
            self.answer(201)

    # For what stands at a path

    def answer(self, code, octets=b"", headers=()):
        self.send_response(code)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)

    def promise(self, length):
        self.send_response(200)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def begin_chunks(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, octets):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(octets), octets))

    def wait_for(self, gate):
        """False where the phone hung up, or the server ends."""
        while not gate.wait(0.05):
            if self.server.files.closing or select.select([self.connection], [], [], 0)[0]:
                self.close_connection = True
                return False
        return True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request, client_address):
        """A connection that broke, or a certificate that the phone refused: its right."""


class FileServer:
    """Listens until close(). `gives`: {path: whole(octets), status(403), ...}; what was PUT stands in `uploads` as
    (path, octets). With credentials nobody gets in without them, by `scheme`. `certificate`: (certificate file, key file)
    for HTTPS."""

    def __init__(self, credentials=None, scheme="digest", algorithm="MD5", certificate=None, address="127.0.0.1"):
        self.gives = {}
        self.uploads = []
        self.requests = []  # (method, path, headers) of all that came, let in or not
        self.refuses_uploads = 0  # a status
        self.closing = False
        self.ends = []
        self._credentials = credentials
        self._challenger = digest.Challenger(credentials, algorithm) if credentials and scheme == "digest" else None
        self._secure = bool(certificate)
        self._server = _Server((address, 0), _Connection)
        self._server.files = self
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def url(self, path, host="127.0.0.1"):
        return f"http{'s' if self._secure else ''}://{host}:{self._server.server_address[1]}{path}"

    def asked_for(self, path):
        """How often, let in or not."""
        return sum(asked.partition("?")[0] == path for _, asked, _ in self.requests)

    def close(self):
        self.closing = True
        self._server.shutdown()
        self._server.server_close()
        for end in self.ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def challenge(self, method, path, said):
        """Nothing where the credentials are good."""
        if not self._credentials:
            return None
        if self._challenger:
            verdict = self._challenger.judge(method, path, said)
            return None if verdict == digest.OK else self._challenger.challenge(verdict == digest.STALE)
        pair = base64.b64encode(f"{self._credentials.username}:{self._credentials.password}".encode()).decode()
        return None if hmac.compare_digest(said, f"Basic {pair}") else 'Basic realm="files"'
