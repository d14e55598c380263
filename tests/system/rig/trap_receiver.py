"""A receiver of notifications: Debian's snmptrapd with nothing of the system's configuration."""

import os
import re
from dataclasses import dataclass

from .paths import MIB_FOLDERS
from .phone import User
from .ports import free_port
from .processes import Process
from .waiting import until

SNMPTRAPD = "/usr/sbin/snmptrapd"
COMMUNITY = "traps-only"
STRONG = User("strong", "as strong as it gets", "read")  # SHA-512 and AES-256
PHONE_ENGINE = "0x80007ed90300005e005301"  # of a phone with the MAC address of the tests

_LINE = re.compile(r"^NOTIFIED\|(\w+), SNMP ([^|]*)\|(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Notification:
    """`pdu` is TRAP2 or INFORM; `way` what it was secured by: "v2c traps-only", "v3 manager"."""

    pdu: str
    way: str
    name: str
    objects: dict  # of the notification, in order: name with instance to value
    uptime: str


def _notification(pdu, security, text):
    pairs = [one.partition(" = ") for one in text.split("|")]
    (up, _, uptime), (trap, _, name), *rest = pairs
    assert (up, trap) == ("sysUpTime.0", "snmpTrapOID.0"), text
    way = re.sub(r", (?:community|user) ([^,]*).*", r" \1", security).strip()
    return Notification(pdu, way, name, {left: value.strip('"') for left, _, value in rest}, uptime)


class TrapReceiver:
    """`users` are of version 3, with SHA-256 and AES, but STRONG with SHA-512 and AES-256."""

    def __init__(self, folder, name="snmptrapd", users=(), address="127.0.0.1"):
        self.port = free_port()
        self._address = address
        self._folder = folder / name  # where it keeps what it likes to keep
        self._folder.mkdir()
        self._configuration = folder / f"{name}.settings"
        (self._folder / "cert_indexes").mkdir()
        self.process = None
        self._users = users

    @property
    def target(self):
        """As the phone's settings name it."""
        return f"udp6:[{self._address}]:{self.port}" if ":" in self._address else f"udp:{self._address}:{self.port}"

    def settings(self, number, version="3", user=None, inform=False):
        """Of the phone, for one more receiver that is this one."""
        who = {"community": COMMUNITY} if version == "2c" else {"user": user.name}
        return {f"snmp.notify.{number}.{name}": value for name, value in (
            {"target": self.target, "version": version, "inform": "yes" if inform else "no"} | who).items()}

    def start(self):
        self._configure()
        environment = os.environ | {
            "SNMPCONFPATH": str(self._folder), "SNMP_PERSISTENT_DIR": str(self._folder), "HOME": str(self._folder),
            "MIBDIRS": ":".join(map(str, MIB_FOLDERS)), "MIBS": "LINEMAN-SIP-MIB:SNMPv2-MIB"}
        self.process = Process("snmptrapd", [SNMPTRAPD, "-f", "-n", "-Lo", "-OQs", "-C", "-c", self._configuration,
                                             self.target], self._folder / "snmptrapd.log", env=environment)
        until(self._listens, "snmptrapd to listen")

    def _listens(self):
        assert self.process.running(), f"snmptrapd ended: {self.process.output()}"
        return f":{self.port:04X} " in self._sockets()

    @staticmethod
    def _sockets():
        text = ""
        for table in ("udp", "udp6"):
            with open(f"/proc/net/{table}", encoding="ascii") as file:
                text += file.read()
        return text

    def _configure(self):
        lines = [f"authCommunity log {COMMUNITY}"]
        for user in self._users:
            auth, priv = ("SHA-512", "AES-256") if user is STRONG else ("SHA-256", "AES")
            keys = f'{user.name} {auth} "{user.passphrase}" {priv} "{user.passphrase}"'
            # For its traps the phone is the authority, for its informs snmptrapd is.
            lines += [f"createUser -e {PHONE_ENGINE} {keys}", f"createUser {keys}", f"authUser log {user.name} priv"]
        lines.append("format2 NOTIFIED|%P|%V|%v\\n")
        self._configuration.write_text("\n".join(lines) + "\n")

    def restart(self, forget=False):
        """It counts one start more; where it forgets, it has another engine ID."""
        self.stop()
        if forget:
            (self._folder / "snmptrapd.conf").unlink()
        self.start()

    def stop(self):
        if self.process:
            self.process.end()

    def notifications(self):
        """All that came, in order."""
        return [_notification(*found) for found in _LINE.findall(self.process.output())]

    def named(self, name):
        return [one for one in self.notifications() if one.name == name]

    def wait_for(self, name, count=1, deadline=30):
        """Until so many of the name came. Returns all of them."""
        def come():
            found = self.named(name)
            return found if len(found) >= count else None
        try:
            return until(come, f"{count} of {name}", deadline)
        except AssertionError as late:
            raise AssertionError(f"{late}; came: {[one.name for one in self.notifications()]}") from None
