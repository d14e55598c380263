"""Both ends of Lineman's local sockets, as plain as it goes: frames of JSON, each ended by a NUL."""

import json
import socket

from .accepting import accept_all, close, in_background


def frames_of(end):
    """What comes, without its NUL, up to the end of file."""
    rest = b""
    while True:
        while b"\0" not in rest:
            got = end.recv(65536)
            if not got:
                return
            rest += got
        frame, _, rest = rest.partition(b"\0")
        yield frame


class Caller:
    """One connection to a socket; also sends what is no message. `patience`: seconds for a message to come, None for any number."""

    def __init__(self, path, patience=10):
        self._end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._end.settimeout(patience)
        self._end.connect(str(path))
        self._rest = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._end.close()

    def send(self, octets):
        """What the far end takes of it; it may close before all is sent."""
        try:
            self._end.sendall(octets)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def receive(self):
        """The next message, None at the end of file."""
        while b"\0" not in self._rest:
            try:
                got = self._end.recv(65536)
            except ConnectionResetError:
                return None
            if not got:
                return None
            self._rest += got
        frame, _, self._rest = self._rest.partition(b"\0")
        return json.loads(frame)

    def call(self, method, parameters):
        self.send(json.dumps({"method": method, "parameters": parameters}).encode() + b"\0")
        return self.receive()


class Listener:
    """Listens at `path` and gives each frame to `answer`, which returns the octets to send, or None to close."""

    def __init__(self, path, answer):
        self._answer = answer
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(path))
        self._listener.listen()
        self.frames = []  # all that came
        self._ends = []
        accept_all(self._listener, self._take)

    def close(self):
        for end in (self._listener, *self._ends):
            close(end)

    def _take(self, end):
        self._ends.append(end)
        in_background(self._serve, end)

    def _serve(self, end):
        try:
            for frame in frames_of(end):
                self.frames.append(frame)
                answer = self._answer(frame)
                if answer is None:
                    end.close()
                    return
                end.sendall(answer)
        except OSError:
            return
