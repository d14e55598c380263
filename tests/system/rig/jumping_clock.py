"""Daemons whose wall clock can be set while they run. Their monotonic time stays as it is."""

import struct
import time

from .preloaded import preloaded


class WallClock:
    def __init__(self, folder):
        self._file = folder / "wall-clock"
        self._file.write_bytes(struct.pack("=q", 0))

    @property
    def prefix(self):
        """What goes before a daemon's command line."""
        return preloaded("libjumping_clock.so", "LINEMAN_WALL_CLOCK", self._file)

    def be_off_by(self, seconds):
        """Against the machine's clock, from now on."""
        with open(self._file, "r+b", buffering=0) as file:
            file.write(struct.pack("=q", int(seconds)))

    def be(self, moment):
        """Seconds since 1970."""
        self.be_off_by(moment - time.time())

    def now(self):
        """As the daemons see it, in seconds since 1970."""
        return time.time() + struct.unpack("=q", self._file.read_bytes())[0]
