"""snmptrapd with the shipped file: what it logs, and what it hands to its handlers."""

import os
import re
import subprocess

from .paths import MIB_FOLDERS, SOURCE
from .ports import free_port
from .processes import Process
from .waiting import until

SHIPPED = SOURCE / "contrib" / "snmptrapd" / "snmptrapd.conf"


class ExampleReceiver:
    """In the place of the system's log each handler writes what it was given to a file of its own."""

    def __init__(self, folder, user):
        self._folder = folder / "trapd"
        self._folder.mkdir()
        handler = self._folder / "handler"
        handler.write_text(f'#!/bin/sh\ncat > "{self._folder}/$2.new"\necho "$4" > "{self._folder}/$2.priority"\n'
                           f'mv "{self._folder}/$2.new" "{self._folder}/$2.given"\n')
        handler.chmod(0o755)
        text = re.sub(r"^(createUser|authUser \S+) monitor", rf"\1 {user.name}", SHIPPED.read_text(encoding="utf-8"), flags=re.M)
        for placeholder in ("CHANGE-ME-auth", "CHANGE-ME-priv"):
            assert placeholder in text
            text = text.replace(placeholder, user.passphrase)
        text = re.sub(r"^(traphandle \S+) /usr/bin/logger", rf"\1 {handler}", text, flags=re.M)
        (self._folder / "snmptrapd.conf").write_text(text)
        self._user = user
        self.target = f"udp:127.0.0.1:{free_port()}"  # as the phone's settings name it
        self._environment = os.environ | {
            "SNMPCONFPATH": str(self._folder), "SNMP_PERSISTENT_DIR": str(self._folder), "HOME": str(self._folder),
            "MIBDIRS": ":".join(map(str, MIB_FOLDERS)), "MIBS": "LINEMAN-SIP-MIB:SNMPv2-MIB"}
        self.process = Process("snmptrapd", ["/usr/sbin/snmptrapd", "-f", "-Lo", "-C", "-c", self._folder / "snmptrapd.conf", "-On",
                                             "-p", self._folder / "pid", self.target],
                               folder / "snmptrapd.log", env=self._environment, cwd=self._folder)
        until(lambda: "NET-SNMP version" in self.process.output(), "snmptrapd to be there")

    def end(self):
        self.process.end()

    def inform(self, notification, varbinds, user=None):
        """By Net-SNMP's tool, which fails unless the receiver acknowledges."""
        user = user or self._user
        done = subprocess.run(
            ["snmpinform", "-v3", "-l", "authPriv", "-u", user.name, "-a", "SHA-256", "-A", user.passphrase, "-x", "AES",
             "-X", user.passphrase, "-t", "5", "-r", "2", self.target, "", notification, *varbinds],
            env=self._environment, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0 and not done.stderr, done.stderr

    def given(self, name):
        """(what its handler was given, the priority)"""
        file = self._folder / f"{name}.given"
        until(file.exists, f"the handler of {name}")
        return file.read_text(), (self._folder / f"{name}.priority").read_text().strip()
