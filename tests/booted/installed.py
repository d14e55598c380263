"""Lineman in a Debian root: installed from a build, and seen from outside."""

import os
import subprocess
from pathlib import Path

from rig.paths import BIN
from rig.phone import Phone, Result

BUILD = Path(os.environ.get("LINEMAN_BUILD", BIN.parent))

# What the programs need beside the smallest Debian.
PACKAGES = ("libboost-json1.81.0", "libspdlog1.10", "libfmt9", "libc-ares2", "libosip2-15", "libsnmp40", "libcurl4", "libexpat1", "libssl3",
            "libsystemd0")

AGENT, CORE = "lineman-agent.service", "lineman-sipcore.service"
DOORS = ("lineman-snmp.socket", "lineman-cwmp.socket")  # to the network: the agent does not bring them along
SETTINGS = Path("/etc/lineman/lineman.conf")
_SECRETS = Path("/etc/lineman-test")


def install(root):
    """As `cmake --install` does, where the build says, and all of it enabled. Users and folders are made by the first boot."""
    subprocess.run(["cmake", "--install", BUILD], env=os.environ | {"DESTDIR": str(root)}, check=True,
                   stdout=subprocess.DEVNULL)
    # A system that knows itself: without it systemd would take the first boot for the first of all, and enable everything.
    subprocess.run(["systemd-machine-id-setup", f"--root={root}"], check=True, capture_output=True)
    subprocess.run(["systemctl", f"--root={root}", "--quiet", "enable", AGENT, *DOORS], check=True)


class InstalledPhone(Phone):
    """The phone as the system tests see it, where systemd leads the daemons."""

    def __init__(self, machine, settings):
        # Nothing of the folders and ports of a phone that a test starts itself.
        self.machine = machine
        self.folder = machine.inside(_SECRETS)
        self.state = machine.inside("/var/lib/lineman")
        self.snmp_port = 161
        self.secrets = []
        self._files = 0
        self._settings = {}
        machine.write(SETTINGS, "")
        self.config = machine.inside(SETTINGS)
        self.configure({"device.accounts": 2, "device.serial": "TEST0001", "device.mac": "00:00:5e:00:53:01",
                        "sip.dns_servers": "127.0.0.1:9"} | settings)

    def secret_file(self, text):
        self._files += 1
        self.secrets.append(text)
        path = _SECRETS / f"secret-{self._files}"
        self.machine.write(path, text + "\n", 0o600)
        return path

    def ctl(self, *words, stdin=""):
        done = self.machine.run("linemanctl", *words)
        return Result(done.returncode, done.stdout, done.stderr)
