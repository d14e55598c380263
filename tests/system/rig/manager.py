"""An SNMP manager: Net-SNMP's tools with nothing of the system's configuration."""

import os
import re
import subprocess
from dataclasses import dataclass

from .paths import MIB_FOLDERS
from .phone import COMMUNITY, WRITER

MODULE = "LINEMAN-SIP-MIB"


@dataclass(frozen=True)
class SetResult:
    """`error` is SNMP's word (noError, wrongValue …), "timeout" without an answer; `index` counts varbinds from 1, 0 where
    none is to blame."""

    error: str
    index: int
    text: str


class Manager:
    def __init__(self, folder, port, user=WRITER, address="127.0.0.1"):
        self.folder = folder / f"manager-{user.name}"
        self.folder.mkdir()
        self.port = port
        self.target = f"udp:{address}:{port}"
        self._v3 = ["-v3", "-l", "authPriv", "-u", user.name, "-a", "SHA-256", "-A", user.passphrase,
                    "-x", "AES", "-X", user.passphrase]
        self._v2c = ["-v2c", "-c", COMMUNITY]
        self._environment = os.environ | {
            "SNMPCONFPATH": str(self.folder), "SNMP_PERSISTENT_DIR": str(self.folder), "HOME": str(self.folder),
            "MIBDIRS": ":".join(map(str, MIB_FOLDERS)), "MIBS": MODULE}

    def run(self, tool, *words, version=3, timeout=5, retries=1):
        """As subprocess gives it."""
        access = self._v3 if version == 3 else self._v2c
        command = [tool, *access, "-t", timeout, "-r", retries, *words]
        return subprocess.run([str(word) for word in command], env=self._environment, capture_output=True, text=True,
                              timeout=60, check=False)

    def set(self, varbinds, version=3):
        """`varbinds`: (object with instance, type letter of snmpset, value)."""
        words = [word for name, kind, value in varbinds for word in (f"{MODULE}::{name}", kind, value)]
        # -Ir: the values go out as they are, so that the agent is the one to judge them.
        done = self.run("snmpset", "-Ir", self.target, *words, version=version)
        if done.returncode == 0:
            return SetResult("noError", 0, done.stdout)
        reason = re.search(r"Reason: (\w+)", done.stderr)
        failed = re.search(r"Failed object: (?:\S+::)?(\S+)", done.stderr)
        names = [name for name, _, _ in varbinds]
        index = names.index(failed.group(1)) + 1 if failed and failed.group(1) in names else 0
        error = reason.group(1) if reason else "timeout" if "Timeout" in done.stderr else "failed"
        return SetResult(error, index, done.stdout + done.stderr)

    def get(self, *names, version=3):
        """Values in the order of `names`; numbers of enumerations, text without quotes."""
        done = self.run("snmpget", "-OqveU", self.target, *(f"{MODULE}::{name}" for name in names), version=version)
        assert done.returncode == 0, f"snmpget {names}: {done.stdout}{done.stderr}"
        return [line.strip('"') for line in done.stdout.splitlines()]

    def walk(self, name, version=3):
        """[(object with instance, value)]"""
        done = self.run("snmpwalk", "-OqesU", self.target, f"{MODULE}::{name}", version=version)
        assert done.returncode == 0, f"snmpwalk {name}: {done.stdout}{done.stderr}"
        pairs = [line.partition(" ") for line in done.stdout.splitlines()]
        return [(name, value.strip('"')) for name, _, value in pairs]

    def answers(self, version=3):
        done = self.run("snmpget", self.target, f"{MODULE}::configGeneration.0", version=version, timeout=1, retries=0)
        return done.returncode == 0

    def translate(self, *words):
        """What snmptranslate says."""
        done = subprocess.run(["snmptranslate", *words], env=self._environment, capture_output=True, text=True,
                              timeout=60, check=True)
        return done.stdout.split()
