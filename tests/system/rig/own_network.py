"""Two network namespaces of the test's own with a cable between them: the phone's, and the world's, in which the test itself is."""

import ctypes
import os
import subprocess

import pytest

from .ordinary import is_root

_LIBC = ctypes.CDLL(None, use_errno=True)
_CLONE_NEWNET = 0x40000000

WORLD, PHONE = "10.9.0.1", "10.9.0.2"
NETWORK = "10.9.0.0/16"


class OwnNetwork:
    """A context. Inside, this thread and what it starts are in the world's namespace, at WORLD; the daemons that are started
    with `prefix` are in the phone's. It needs root, and skips the test otherwise."""

    def __enter__(self):
        if not is_root():
            pytest.skip("network namespaces are for root")
        self._home = _namespace()
        self._phones = self._new_namespace()
        self._new_namespace()
        self.prefix = ["nsenter", f"--net=/proc/{os.getpid()}/fd/{self._phones}"]
        _ip("link add world0 type veth peer name phone0 netns", f"/proc/{os.getpid()}/fd/{self._phones}")
        self.ip_of_world(f"addr add {WORLD}/16 dev world0")
        self.ip_of_world("link set world0 up")
        self.ip("link set phone0 up")
        self.give_address()
        return self

    def __exit__(self, *_):
        _LIBC.setns(self._home, _CLONE_NEWNET)
        for one in (self._home, self._phones):
            os.close(one)

    def ip(self, words):
        """In the phone's namespace."""
        _ip(words, prefix=self.prefix)

    @staticmethod
    def ip_of_world(words):
        _ip(words)

    def give_address(self, address=PHONE):
        self.ip(f"addr add {address}/16 dev phone0")

    def take_address(self, address=PHONE):
        self.ip(f"addr del {address}/16 dev phone0")

    def _new_namespace(self):
        if _LIBC.unshare(_CLONE_NEWNET) != 0:
            pytest.skip(f"no network namespaces here: {os.strerror(ctypes.get_errno())}")
        _ip("link set lo up")
        return _namespace()


def _namespace():
    return os.open("/proc/thread-self/ns/net", os.O_RDONLY | os.O_CLOEXEC)


def _ip(words, *more, prefix=()):
    done = subprocess.run([*prefix, "ip", *words.split(), *more], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, f"ip {words}: {done.stderr}"
