"""The blocks of code in the documents."""

import re
from dataclasses import dataclass

from rig.paths import SOURCE

# Pages of the site that somebody reads in order to do something, and those of the repository beside them.
DOCUMENTS = sorted([*SOURCE.glob("docs/**/*.md"), SOURCE / "README.md", SOURCE / "DEVELOPING.md",
                    SOURCE / "contrib/dhcp/README.md"])
# Each finding of the doctor with what to type against it: tests/system/test_doctor.py raises them.
DOCUMENTS.remove(SOURCE / "docs/doctor.md")
# What a block may hold, as the word behind its fence says.
LANGUAGES = ("console", "ini", "cfg", "json", "yaml", "python", "cpp", "text")

_FENCE = re.compile(r"^( *)```(.*)$")
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Block:
    document: str  # from the root of the repository
    line: int
    language: str
    lines: tuple

    @property
    def text(self):
        return "\n".join(self.lines) + "\n"

    @property
    def place(self):
        return f"{self.document}:{self.line}"

    @property
    def path(self):
        """The file that it is to be, where its first line says so: "# /etc/lineman/lineman.conf"."""
        found = re.match(r"# ([~/]\S+\.conf)\b", self.text)
        return found.group(1) if found and self.language != "console" else None


def name_of(document):
    return document.relative_to(SOURCE).as_posix()


def blocks_of(document):
    """All fenced blocks in their order."""
    found, begin, language, indent, lines = [], 0, None, 0, []
    for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
        fence = _FENCE.match(line)
        if fence and language is None:
            begin, indent, language, lines = number, len(fence.group(1)), fence.group(2), []
        elif fence and not fence.group(2):
            found.append(Block(name_of(document), begin, language, tuple(lines)))
            language = None
        elif language is not None:
            lines.append(line[indent:])
    assert language is None, f"{name_of(document)}:{begin}: the fence is not closed"
    return found


def prose_of(document):
    """[(line number, line)] outside of all fences."""
    inside, found = False, []
    for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
        if _FENCE.match(line):
            inside = not inside
        elif not inside:
            found.append((number, line))
    return found


def code_in_prose(document):
    """[(line number, what stands between backticks)]"""
    return [(number, code) for number, line in prose_of(document) for code in _CODE.findall(line)]
