"""What went over the wire, as files: for people, and to be held against the schema."""

import re
import threading
from pathlib import Path

from .soap import Unreadable, parse

PHONE, ACS = "phone", "acs"


class Record:
    """Numbered files below `folder` (0001-phone-Inform.xml, 0002-acs-InformResponse.xml), and lines for people given to
    `say`. Without a folder nothing is kept."""

    def __init__(self, folder=None, say=None):
        self.folder = Path(folder) if folder else None
        self._say = say or (lambda line: None)
        self._number = 0
        self._lock = threading.Lock()
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)

    def message(self, sender, octets):
        """One body, of any kind."""
        try:
            lines = list(parse(octets).lines())
            name = lines[0].split()[0]
        except Unreadable:
            name, lines = "unreadable", ["(no message of CWMP)"]
        with self._lock:
            self._number += 1
            if self.folder:
                (self.folder / f"{self._number:04}-{sender}-{name}.xml").write_bytes(octets)
            self._write(sender, lines)

    def note(self, sender, line):
        """What is no message: the end of a session, a refusal."""
        with self._lock:
            self._write(sender, [line])

    def messages(self, sender):
        """The files of what it sent, in order."""
        return sorted(self.folder.glob(f"*-{sender}-*.xml"), key=lambda path: int(re.match(r"\d+", path.name).group()))

    def _write(self, sender, lines):
        for number, line in enumerate(lines):
            self._say(f"{sender:<5}  {line}" if number == 0 else f"           {line}")
