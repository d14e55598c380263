"""Scenario files: what an ACS does, line by line, and what it wants to hear. README.md has the language."""

import re
import shlex
from dataclasses import dataclass, field


class ScenarioError(Exception):
    """As file:line: sentence."""


@dataclass(frozen=True)
class Step:
    """One line, and the indented lines below it."""

    where: str
    verb: str
    words: list
    text: str  # what follows the verb, as it stands
    block: list = field(default_factory=list)  # the words of each indented line

    def error(self, sentence):
        return ScenarioError(f"{self.where}: {sentence}")


@dataclass(frozen=True)
class Shape:
    """How many words a verb takes, and each line of its block: (fewest, most); most None for any number."""

    words: tuple
    block: tuple = None


_ANY = None
SHAPES = {
    "require": Shape((1, 6)),
    "accept": Shape((1, 4)),
    "expect": Shape((1, _ANY)),
    "get": Shape((1, _ANY)),
    "names": Shape((1, 2)),
    "set": Shape((0, 1), (2, 3)),
    "attributes": Shape((1, _ANY)),
    "notify": Shape((2, _ANY)),
    "methods": Shape((0, 0)),
    "add": Shape((1, 2)),
    "delete": Shape((1, 2)),
    "reboot": Shape((0, 1)),
    "factory-reset": Shape((0, 0)),
    "download": Shape((3, 8)),
    "upload": Shape((3, 6)),
    "schedule-download": Shape((3, 7), (2, 4)),
    "schedule-inform": Shape((1, 2)),
    "cancel": Shape((0, 1)),
    "queued": Shape((0, 0)),
    "refuse-complete": Shape((1, _ANY)),
    "speak": Shape((0, 0)),
    "call": Shape((1, 1)),
    "with": Shape((1, 2)),
    "answer": Shape((1, 2)),
    "respond": Shape((0, 1)),
    "end": Shape((0, 1)),
    "connection-request": Shape((2, 3)),
}
EXPECTATIONS = {
    "inform": (0, _ANY),
    "retry": (1, 1),
    "key": (1, _ANY),
    "value": (2, 3),
    "name": (1, 2),
    "no-name": (1, 1),
    "count": (1, 1),
    "attribute": (2, 2),
    "method": (1, 1),
    "status": (1, 1),
    "fault": (1, 2),
    "complete": (1, 2),
    "no-complete": (0, 0),
    "transfer": (2, 2),
}


def parse(text, name, variables=None):
    """The steps of a scenario; `variables` are what $NAME stands for, beside those that the file gives with `let`."""
    known = dict(variables or {})
    steps = []
    for number, line in enumerate(text.splitlines(), 1):
        where = f"{name}:{number}"
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        line = _filled_in(line, known, where)
        words = _words(line, where)
        if line[0].isspace():
            _add_to_block(steps, words, where)
        elif words[0] == "let":
            _check_number(words[1:], (2, 2), "let", where)
            known.setdefault(words[1], words[2])
        else:
            steps.append(_step(line, words, where))
    return steps


def read(path, variables=None):
    """Raises ScenarioError, also for a file that cannot be read."""
    try:
        with open(path, encoding="utf-8") as file:
            return parse(file.read(), str(path), variables)
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: {error}") from error


def _filled_in(line, known, where):
    def value(found):
        name = found.group(1) or found.group(2)
        if name not in known:
            raise ScenarioError(f"{where}: ${name} is not known")
        return known[name]

    return re.sub(r"\$(?:\{(\w+)\}|(\w+))", value, line)


def _words(line, where):
    try:
        return shlex.split(line)
    except ValueError as error:
        raise ScenarioError(f"{where}: {error}") from error


def _step(line, words, where):
    verb = words[0]
    if verb not in SHAPES:
        raise ScenarioError(f"{where}: '{verb}' is no verb; there are {', '.join(sorted([*SHAPES, 'let']))}")
    _check_number(words[1:], SHAPES[verb].words, verb, where)
    if verb == "expect":
        if words[1] not in EXPECTATIONS:
            raise ScenarioError(f"{where}: nothing to expect is called '{words[1]}'; "
                                f"there are {', '.join(EXPECTATIONS)}")
        _check_number(words[2:], EXPECTATIONS[words[1]], f"expect {words[1]}", where)
    return Step(where, verb, words[1:], line.partition(" ")[2].strip())


def _add_to_block(steps, words, where):
    if not steps or not SHAPES[steps[-1].verb].block:
        raise ScenarioError(f"{where}: an indented line belongs below 'set' or 'schedule-download'")
    _check_number(words, SHAPES[steps[-1].verb].block, f"a line below '{steps[-1].verb}'", where)
    steps[-1].block.append(words)


def _check_number(words, bounds, what, where):
    fewest, most = bounds
    if len(words) < fewest or (most is not None and len(words) > most):
        wanted = f"{fewest}" if fewest == most else f"{fewest} or more" if most is None else f"{fewest} to {most}"
        raise ScenarioError(f"{where}: {what} takes {wanted} words, not {len(words)}")
