"""What is typed at a shell in a document, and what it shows as the answer."""

import re
from dataclasses import dataclass

PROMPTS = ("$ ", "# ")
MORE = "> "  # as a shell asks for the rest of a here-document


@dataclass(frozen=True)
class Step:
    place: str  # document:line
    command: str
    shown: tuple  # lines; "…" stands for anything, also for any lines

    @property
    def plain(self):
        """The command without a comment behind it, its lines joined."""
        return re.sub(r"\s+#\s.*", "", self.command.replace("\\\n", " ")).strip()


def steps_of(block):
    steps, goes_on = [], False
    for number, line in enumerate(block.lines, block.line + 1):
        if goes_on or line.startswith(MORE):
            command, shown = steps.pop()[1:]
            steps.append((number, command + "\n" + line.removeprefix(MORE), shown))
        elif line.startswith(PROMPTS):
            steps.append((number, line[2:], []))
        else:
            assert steps, f"{block.document}:{number}: no command stands before {line!r}"
            steps[-1][2].append(line)
        goes_on = (goes_on or line.startswith(PROMPTS)) and line.endswith("\\")
    return [Step(f"{block.document}:{number}", command, tuple(shown)) for number, command, shown in steps]


# What a shown line may have otherwise: anything for "…", another time, another number, other blanks. The first that fits counts.
_OTHERWISE = ((r"…", r".*"), (r"\d+ (?:s|min|h|days?)\b", r"\d+ (?:s|min|h|days?)"), (r"\d+", r"\d+"), (r"\s+", r"\s+"))
_PART = re.compile("|".join(f"({what})" for what, _ in _OTHERWISE) + r"|(.)")


def pattern_of(line):
    parts = (_OTHERWISE[part.lastindex - 1][1] if part.lastindex <= len(_OTHERWISE) else re.escape(part.group())
             for part in _PART.finditer(line.strip()))
    return re.compile("".join(parts) + r"\Z")


def first_line_not_said(shown, said):
    """The first shown line that does not come, in the order of the lines that do; None where all come."""
    left = [line.strip() for line in said.splitlines()]
    for line in shown:
        if not line.strip() or line.strip() == "…":
            continue
        pattern = pattern_of(line)
        found = next((at for at, each in enumerate(left) if pattern.match(each)), None)
        if found is None:
            return line
        left = left[found + 1:]
    return None
