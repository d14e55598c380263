"""baresip as the other phone: registers, calls, and answers by itself."""

import json
import socket

from .ports import free_port
from .processes import Process
from .registrar import password_of
from .waiting import until

BARESIP = "/usr/bin/baresip"
MODULES = "/usr/lib/baresip/modules"

CONFIGURATION = """\
poll_method epoll
sip_listen 127.0.0.1:{sip}
call_local_timeout 30
call_max_calls 4
audio_player aubridge,nil
audio_source aubridge,nil
audio_alert aubridge,nil
ctrl_tcp_listen 127.0.0.1:{control}
module_path {modules}
module g711.so
module aubridge.so
module_tmp uuid.so
module_tmp account.so
module_app contact.so
module_app menu.so
module_app ctrl_tcp.so
"""


def arguments(folder, control, accounts):
    """Writes a folder of baresip's and gives the words that start it there."""
    settings = CONFIGURATION.format(sip=free_port(), control=control, modules=MODULES)
    (folder / "config").write_text(settings)
    (folder / "accounts").write_text("".join(f"{account}\n" for account in accounts))
    return [BARESIP, "-f", folder, "-s"]


def account_line(user, target):
    return f"<sip:{user}@{target}>;auth_pass={password_of(user)};regint=600;answermode=auto"


class Softphone:
    """One baresip, registered at each of `registrars` as `user`."""

    def __init__(self, folder, user, registrars):
        self.user = user
        self._folder = folder / f"softphone-{user}"
        self._folder.mkdir()
        self._control = free_port()
        self._buffer = b""
        self._socket = None
        self._tokens = 0
        self.events = []
        words = arguments(self._folder, self._control, [account_line(user, one.target) for one in registrars])
        self._process = Process(f"softphone {user}", words, self._folder / "log")
        until(self._connects, f"baresip to take commands (its log: {self._folder / 'log'})")
        for one in registrars:
            until(lambda one=one: user in one.bindings(), f"{user} to register at {one.name}")

    def end(self):
        if self._socket:
            self._socket.close()
        self._process.end()

    def dial(self, uri):
        self._command("dial", uri)

    def hang_up(self):
        self._command("hangup")

    def wait_for(self, kind, deadline=15):
        """An event of that type, as "CALL_ESTABLISHED"; what came before it is forgotten."""
        def come():
            self._read()
            for position, event in enumerate(self.events):
                if event.get("type") == kind:
                    del self.events[:position + 1]
                    return event
            return None
        return until(come, f"{self.user} to see {kind} (saw {[one.get('type') for one in self.events]})", deadline)

    def _connects(self):
        try:
            self._socket = socket.create_connection(("127.0.0.1", self._control), timeout=5)
            self._socket.setblocking(False)
            return True
        except OSError:
            return False

    def _command(self, command, parameters=""):
        self._tokens += 1
        text = json.dumps({"command": command, "params": parameters, "token": str(self._tokens)}).encode()
        self._socket.setblocking(True)
        self._socket.sendall(b"%d:%s," % (len(text), text))
        self._socket.setblocking(False)

    def _read(self):
        try:
            while data := self._socket.recv(65536):
                self._buffer += data
        except BlockingIOError:
            pass
        # Netstrings: length ":" text ",".
        while b":" in self._buffer:
            length, _, rest = self._buffer.partition(b":")
            if len(rest) < int(length) + 1:
                return
            message = json.loads(rest[:int(length)])
            self._buffer = rest[int(length) + 1:]
            if message.get("event"):
                self.events.append(message)
