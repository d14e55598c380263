"""SNMP managers of several makes (tests/system/managers), each asked in the same words."""

import json
import subprocess
from dataclasses import asdict, dataclass

from .paths import SOURCE

_FOLDER = SOURCE / "tests" / "system" / "managers"
_NPM = SOURCE / "tests" / "npm" / "node_modules" / "net-snmp"
PROGRAMS = {
    "Net-SNMP": ["/usr/bin/python3", "-B", _FOLDER / "net_snmp_manager.py"],
    "pysnmp": ["/usr/bin/python3", "-B", _FOLDER / "pysnmp_manager.py"],
    "npm net-snmp": ["node", _FOLDER / "npm_manager.js", _NPM],
    "perl Net::SNMP": ["perl", _FOLDER / "perl_manager.pl"],
}
PATIENCE = 10  # seconds, of one request
LIMIT = 120  # of all of them


class NoAnswer(Exception):
    """The manager gave up; the text is what it said."""


@dataclass(frozen=True)
class Access:
    """A community of version 2, or a user of version 3 with one pass phrase for both keys."""

    version: int = 2
    community: str = ""
    user: str = ""
    auth: str = ""
    priv: str = ""
    passphrase: str = ""


def ask(make, port, access, *questions, patience=PATIENCE):
    """`questions`: ("walk", object identifier) for [[object identifier, type, value]], or ("set", [[object identifier, type,
    value]]) for [error, index]. Octets are hexadecimal. Returns the answers."""
    asked = asdict(access) | {"host": "127.0.0.1", "port": port, "timeout": patience, "questions": questions}
    done = subprocess.run([str(word) for word in PROGRAMS[make]], input=json.dumps(asked), capture_output=True, text=True,
                          timeout=LIMIT, check=False)
    if done.returncode:
        raise NoAnswer(done.stdout + done.stderr)
    return json.loads(done.stdout)
