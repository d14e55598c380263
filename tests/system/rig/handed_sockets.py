"""What systemd does for a service with sockets: they are there before its program, and stay when it ends. As a program,
`handed_sockets.py NAME=DESCRIPTOR ... -- PROGRAM WORD ...` becomes that program, with the sockets as sd_listen_fds(3) says."""

import fcntl
import os
import sys

_FIRST = 3
_OUT_OF_THE_WAY = 100


class HandedSockets:
    """`sockets`: (FileDescriptorName of the unit, socket)."""

    def __init__(self, *sockets):
        self._sockets = sockets

    @property
    def descriptors(self):
        return [one.fileno() for _, one in self._sockets]

    @property
    def prefix(self):
        """What stands before the command of a program that gets them."""
        return [sys.executable, __file__, *(f"{name}={one.fileno()}" for name, one in self._sockets), "--"]

    def close(self):
        for _, one in self._sockets:
            one.close()


def _become(words):
    end = words.index("--")
    names, descriptors = zip(*(word.split("=") for word in words[:end]))
    # None may be overwritten before it has found its place.
    copies = [fcntl.fcntl(int(descriptor), fcntl.F_DUPFD, _OUT_OF_THE_WAY) for descriptor in descriptors]
    for place, copy in enumerate(copies, _FIRST):
        os.dup2(copy, place)
        os.close(copy)
    os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": str(len(names)), "LISTEN_FDNAMES": ":".join(names)}
    os.execv(words[end + 1], words[end + 1:])


if __name__ == "__main__":
    _become(sys.argv[1:])
