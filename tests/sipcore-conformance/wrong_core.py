"""A core that breaks one promise: the real one, with a liar in front of it.

    wrong_core.py LIE COMMAND [ARGUMENT]... --runtime-dir FOLDER

starts the command with a folder of its own, and listens in its place at FOLDER/sipcore. The lies are in lies/."""

import collections
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from lies import LIES

MOST_THAT_IS_READ = 2 << 20  # of one frame; what is longer passes as it comes


class Line:
    """One connection of a client, and the one to the real core behind it."""

    def __init__(self, near, path, lie):
        self._near = near
        self._far = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._far.connect(str(path))
        self._lie = lie
        self._calls = collections.deque()  # that wait for the real core's answer; None: of our own
        self.note = {}  # for the lie
        threading.Thread(target=self._read_far, daemon=True).start()

    def say(self, octets):
        self._near.sendall(octets + b"\0")

    def answer(self, message):
        self.say(json.dumps(message).encode())

    def fail(self, error, **parameters):
        self.answer({"error": error if "." in error else f"org.lineman.SipCore1.{error}", "parameters": parameters})

    def ask_for_ourselves(self, method, parameters):
        """The answer is swallowed."""
        self._calls.append(None)
        self._pass_on({"method": f"org.lineman.SipCore1.{method}", "parameters": parameters})

    def close(self):
        self._near.shutdown(socket.SHUT_RDWR)

    def serve(self):
        """Until the client goes."""
        rest = b""
        while got := _received(self._near):
            rest += got
            while b"\0" in rest:
                frame, _, rest = rest.partition(b"\0")
                self._take(frame)
            if rest and not self._lie.takes_pieces:
                self.close()
            if len(rest) > MOST_THAT_IS_READ and self._lie.octets(self, rest):
                self._send_far(rest)
                rest = b""
        if self._lie.closes():
            _shut(self._far)  # and whoever reads from it is told
            self._far.close()

    def _take(self, frame):
        try:
            call = json.loads(frame)
            call["method"]
        except (ValueError, KeyError, TypeError):
            return self._send_far(frame + b"\0")
        if len(frame) > self._lie.longest:
            return self.close()
        changed = self._lie.call(self, call["method"].rpartition(".")[2], call)
        if changed is not None:
            if not changed.get("oneway"):
                self._calls.append(changed)
            self._pass_on(changed)

    def _pass_on(self, call):
        self._send_far(json.dumps(call).encode() + b"\0")

    def _send_far(self, octets):
        try:
            self._far.sendall(octets)
        except OSError:
            _shut(self._near)

    def _read_far(self):
        rest = b""
        while got := _received(self._far):
            *frames, rest = (rest + got).split(b"\0")
            for frame in frames:
                self._tell(json.loads(frame))
        _shut(self._near)
        self._near.close()

    def _tell(self, message):
        call = self._calls[0] if self._calls else {"method": ""}
        if not message.get("continues") and self._calls:
            self._calls.popleft()
        if call is None:
            return
        message = self._lie.reply(self, call["method"].rpartition(".")[2], call, message)
        if message is not None:
            try:
                self.answer(message)
            except OSError:
                pass


def _received(end):
    try:
        return end.recv(1 << 16)
    except OSError:
        return b""


def _shut(end):
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def main():
    lie, command, folder = LIES[sys.argv[1]], sys.argv[2:-2], Path(sys.argv[-1])
    real = folder / "real"
    os.makedirs(real)
    subprocess.Popen([*command, "--runtime-dir", str(real)])  # of our process group, which is ended as a whole
    while not (real / "sipcore").exists():
        time.sleep(0.01)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(folder / "sipcore"))
    listener.listen()
    while True:
        near, _ = listener.accept()
        threading.Thread(target=Line(near, real / "sipcore", lie).serve, daemon=True).start()


if __name__ == "__main__":
    main()
