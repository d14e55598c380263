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


def pattern_of(line):
    """Numbers may be others, and so many blanks; "…" is anything."""
    pattern = ""
    for part in re.findall(r"…|\d+|\s+|[^…\d\s]+", line.strip()):
        if part == "…":
            pattern += ".*"
        elif part.isdigit():
            pattern += r"\d+"
        else:
            pattern += r"\s+" if part.isspace() else re.escape(part)
    return re.compile(pattern + r"\Z")


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
