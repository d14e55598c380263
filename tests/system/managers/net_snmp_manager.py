"""What somebody with Net-SNMP's tools does: reads the questions as JSON from standard input, prints the answers. No module is
loaded, so that types and values are those of the messages."""

import json
import os
import re
import subprocess
import sys
import tempfile

TYPES = {"INTEGER": "INTEGER", "Gauge32": "Gauge32", "Counter64": "Counter64", "Hex-STRING": "OCTETS", '""': "OCTETS"}
LETTERS = {"INTEGER": "i", "Gauge32": "u", "OCTETS": "x", "Counter64": "C"}
LINE = re.compile(r'^\.([0-9.]+) = (?:([\w-]+): |(""))', re.MULTILINE)


def access_of(asked):
    if asked["version"] == 2:
        return ["-v2c", "-c", asked["community"]]
    return ["-v3", "-l", "authPriv", "-u", asked["user"], "-a", asked["auth"], "-A", asked["passphrase"], "-x", asked["priv"],
            "-X", asked["passphrase"]]


class Tools:
    def __init__(self, asked, folder):
        self._asked = asked
        self._access = [*access_of(asked), "-m", "", "-t", str(asked["timeout"]), "-r", "0"]
        self._target = f"udp:{asked['host']}:{asked['port']}"
        self._environment = os.environ | {"SNMPCONFPATH": folder, "SNMP_PERSISTENT_DIR": folder}

    def run(self, tool, *words):
        return subprocess.run([*tool.split(), *self._access, "-Onx", "-Ih", self._target, *words], capture_output=True,
                              text=True, env=self._environment, check=False)

    def walk(self, below):
        return self._read("snmpbulkwalk", below)

    def get(self, names):
        return self._read("snmpget", *names)

    def get_next(self, names):
        return self._read("snmpgetnext", *names)

    def get_bulk(self, name):
        """The 25 that follow it."""
        return self._read("snmpbulkget -Cr25", name)

    def walk_one_by_one(self, below):
        return self._read("snmpwalk", below)

    def _read(self, tool, *names):
        done = self.run(tool, *names)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        starts = list(LINE.finditer(done.stdout))
        ends = [one.start() for one in starts[1:]] + [len(done.stdout)]
        return [self._shown(one, done.stdout[one.end():end]) for one, end in zip(starts, ends)]

    @staticmethod
    def _shown(line, rest):
        kind = TYPES[line[2] or line[3]]
        return [line[1], kind, "".join(rest.split()).lower() if kind == "OCTETS" else int(rest)]

    def set(self, varbinds):
        words = [word for oid, kind, value in varbinds for word in (oid, LETTERS[kind], str(value))]
        done = self.run("snmpset", *words)
        if done.returncode == 0:
            return ["noError", 0]
        reason = re.search(r"Reason: (\w+)", done.stderr)
        failed = re.search(r"Failed object: \.([0-9.]+)", done.stderr)
        names = [oid for oid, _, _ in varbinds]
        if not reason:
            return [done.stderr, 0]
        return [reason[1], names.index(failed[1]) + 1 if failed else 0]


def main():
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        tools = Tools(asked, folder)
        json.dump([getattr(tools, verb)(argument) for verb, argument in asked["questions"]], sys.stdout)


main()
