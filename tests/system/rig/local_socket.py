"""Both ends of Lineman's local sockets, as plain as it goes: frames of JSON, each ended by a NUL."""

import json
import socket
import threading


class Caller:
    """One connection to a socket; also sends what is no message."""

    def __init__(self, path):
        self._end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._end.settimeout(10)
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
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        for end in (self._listener, *self._ends):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    def _accept(self):
        while True:
            try:
                end, _ = self._listener.accept()
            except OSError:
                return
            self._ends.append(end)
            threading.Thread(target=self._serve, args=(end,), daemon=True).start()

    def _serve(self, end):
        rest = b""
        try:
            while True:
                while b"\0" not in rest:
                    got = end.recv(65536)
                    if not got:
                        return
                    rest += got
                frame, _, rest = rest.partition(b"\0")
                self.frames.append(frame)
                answer = self._answer(frame)
                if answer is None:
                    end.close()
                    return
                end.sendall(answer)
        except OSError:
            return
