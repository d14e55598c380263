"""One connection to the core, as plain as it goes: frames of JSON, each ended by a NUL."""

import json
import socket

MAXIMUM_FRAME = 1 << 20
MAXIMUM_DEPTH = 16


class Ended(Exception):
    """The core closed the connection."""


class Silent(Exception):
    """The core did not answer in time."""


def frame_of(method, parameters, **flags):
    return json.dumps({"method": method, "parameters": parameters, **flags}).encode() + b"\0"


class Wire:
    """`heard` is told each frame that came."""

    def __init__(self, path, patience, heard=lambda frame: None, receive_buffer=None):
        self._end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        if receive_buffer:
            self._end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._end.settimeout(patience)
        self._end.connect(str(path))
        self._patience = patience
        self._rest = b""
        self._heard = heard

    def close(self):
        self._end.close()

    def send(self, octets):
        try:
            self._end.sendall(octets)
        except (BrokenPipeError, ConnectionResetError):
            raise Ended from None
        except socket.timeout:
            raise Silent from None

    def receive(self):
        """The next message."""
        while b"\0" not in self._rest:
            try:
                got = self._end.recv(1 << 16)
            except ConnectionResetError:
                got = b""
            except socket.timeout:
                raise Silent from None
            if not got:
                raise Ended
            self._rest += got
        frame, _, self._rest = self._rest.partition(b"\0")
        self._heard(frame)
        return json.loads(frame)

    def has_message(self):
        """Whether one has come; never waits."""
        if b"\0" in self._rest:
            return True
        self._end.settimeout(0)
        try:
            self._rest += self._end.recv(1 << 16)
        except (BlockingIOError, ConnectionResetError):
            pass
        finally:
            self._end.settimeout(self._patience)
        return b"\0" in self._rest
