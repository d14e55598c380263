"""Free ports on the loopback addresses that the tests use."""

import random
import socket

ADDRESSES = ("127.0.0.1", "127.0.0.2", "127.0.0.3")

# Below the range from which the kernel takes ports for outgoing traffic.
_FIRST, _LAST = 10000, 32000

# A port stays reserved among concurrently running tests while its abstract socket is held, which is until this program
# ends.
_reservations = []


def _bind_all(port):
    bound = []
    try:
        for address in ADDRESSES:
            for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
                bound.append(socket.socket(socket.AF_INET, kind))
                bound[-1].bind((address, port))
        return True
    except OSError:
        return False
    finally:
        for end in bound:
            end.close()


def _reserve(port):
    reservation = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        reservation.bind(f"\0lineman-test-port-{port}")
    except OSError:
        reservation.close()
        return False
    _reservations.append(reservation)
    return True


def free_port():
    """A port that nobody holds, for UDP and TCP, on each of ADDRESSES."""
    for _ in range(1000):
        port = random.randint(_FIRST, _LAST)
        if _reserve(port) and _bind_all(port):
            return port
    raise RuntimeError("no free port found")
