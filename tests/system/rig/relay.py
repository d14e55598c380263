"""Something between the phone and a registrar that can cut their connections, as a NAT or a firewall does."""

import socket
import threading

from .accepting import accept_all, close


class Relay:
    """Passes connections to 127.0.0.1:`port` on to `target` ((address, port))."""

    def __init__(self, port, target):
        self._target = target
        self._ends = []
        self._threads = []
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", port))
        accept_all(self._listener, self._take)

    def cut(self):
        """All connections that there are, until both sides have seen it; new ones are passed on."""
        while self._ends:
            _end(self._ends.pop())
        while self._threads:
            thread = self._threads.pop()
            thread.join(10)
            assert not thread.is_alive(), "somebody does not close a connection that has ended"

    def close(self):
        close(self._listener)
        self.cut()

    def _take(self, here):
        there = socket.create_connection(self._target)
        self.connections += 1
        self._ends += [here, there]
        for source, sink in ((here, there), (there, here)):
            self._threads.append(threading.Thread(target=_pass_on, args=(source, sink), daemon=True))
            self._threads[-1].start()


def _pass_on(source, sink):
    try:
        while octets := source.recv(65536):
            sink.sendall(octets)
    except OSError:
        pass
    _end(sink)


def _end(end):
    try:
        end.shutdown(socket.SHUT_WR)
    except OSError:
        pass
