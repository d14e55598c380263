"""The sources of the tree, and what each of them includes."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_INCLUDE = re.compile(r'^\s*#include "([^"]+)"', re.MULTILINE)
_NOT_OURS = {"build", "node_modules", "corpus"}


def files(*endings):
    """Paths from the root, sorted; without what is built, fetched or hidden."""
    found = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name not in _NOT_OURS and not name.startswith(".")]
        found += [os.path.relpath(os.path.join(folder, name), ROOT) for name in names if name.endswith(endings)]
    return sorted(found)


def includes_of(path):
    """What a file includes by name, as paths from the root where it is in the tree; as written else (generated)."""
    beside = os.path.dirname(path)
    for name in _INCLUDE.findall((ROOT / path).read_text()):
        near = os.path.normpath(os.path.join(beside, name))
        yield near if (ROOT / near).is_file() and not (ROOT / name).is_file() else name


def includes():
    """(file, what it includes) for the C++ of the tree."""
    return [(path, name) for path in files(".hpp", ".cpp") for name in includes_of(path)]


def none_of(faults):
    """The assertion of these tests: it shows each fault whole, in a line of its own."""
    faults = list(faults)
    assert not faults, "\n".join(["", *faults])
