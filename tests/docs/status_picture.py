#!/usr/bin/env python3
"""Makes docs/pictures/status.svg: what `linemanctl status` prints at a terminal, of real daemons and registrars.

    /usr/bin/python3 -B tests/docs/status_picture.py

It does so in a network and a /run of its own, where the phone has the addresses and ports of a real one; so it needs root, or a kernel
that lets everybody have namespaces. test_picture.py says when the picture is no longer true."""

import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "system"), str(TESTS / "acs")]

from rig.paths import CTL, SOURCE  # noqa: E402
from status_scene import COLUMNS, COMMAND, Place, status_scene  # noqa: E402
from terminal_svg import picture_of  # noqa: E402

PICTURE = SOURCE / "docs/pictures/status.svg"
INSIDE = "--inside"
ADDRESSES = ("192.0.2.11", "192.0.2.12", "192.0.2.13", "192.0.2.50")
SETTINGS = {"sip.bind": "192.0.2.50", "snmp.listen": "udp:0.0.0.0", "cwmp.listen": "0.0.0.0:7547"}


def prepare_namespace(folder):
    hosts = folder / "hosts"
    hosts.write_text("127.0.0.1 localhost acs.example\n")
    commands = ["ip link set lo up", *(f"ip addr add {address}/32 dev lo" for address in ADDRESSES),
                f"mount --bind {hosts} /etc/hosts", "mount -t tmpfs none /run", "mkdir /run/lineman"]
    for command in commands:
        subprocess.run(command.split(), check=True)


def said_at_a_terminal(phone):
    """With its colours."""
    said = b""
    pid, end = pty.fork()
    if pid == 0:
        os.environ |= {"TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "LC_ALL": "C.UTF-8"}
        os.execv(CTL, ["linemanctl", "--runtime-dir", str(phone.runtime), "status"])
    try:
        while octets := os.read(end, 4096):
            said += octets
    except OSError:  # it has ended
        pass
    os.waitpid(pid, 0)
    return said.decode()


def draw():
    with tempfile.TemporaryDirectory(prefix="lm-") as name:
        folder = Path(name)
        prepare_namespace(folder)
        first, second, nobody, _ = ADDRESSES
        place = Place(first, second, nobody, 5060, "acs.example", 443, Path("/run/lineman"), SETTINGS)
        with status_scene(folder, place) as phone:
            PICTURE.write_text(picture_of(COMMAND, said_at_a_terminal(phone), COLUMNS), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != [INSIDE]:
        sys.exit(subprocess.call(["unshare", "--map-root-user", "--net", "--mount", sys.executable, "-B", __file__, INSIDE]))
    draw()
