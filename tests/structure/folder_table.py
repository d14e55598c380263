"""ARCHITECTURE.md's table of folders: the one place that says which folders there are, in which order, and who knows whom."""

import re
from collections import namedtuple

EVERYTHING = "all of the above"
NOBODY = "nobody"

# `folder` without a slash at the end; `contents` as it stands there; `knows`: folders, with all below them.
Row = namedtuple("Row", "folder contents knows")


def rows_of(text):
    """The rows in their order."""
    table = text.split("| folder | what lives there | knows |\n", 1)[1].split("\n\n", 1)[0]
    return [_row(line) for line in table.splitlines()[1:]]


def _row(line):
    folder, contents, knows = [cell.strip() for cell in line.strip("|").split(" | ")]
    return Row(folder.strip("`").rstrip("/"), contents, [] if knows == NOBODY else knows.split(", "))


def row_for(path, rows):
    """The row with the longest name that a path lies in; None where there is none."""
    return max((row for row in rows if is_in(path, row.folder)), key=lambda row: len(row.folder), default=None)


def is_in(path, folder):
    return path.startswith(folder + "/")


def folders_named(cell):
    """The names in a cell that are those of folders below: `listening/`."""
    return set(re.findall(r"`([a-z0-9_/-]+)/`", cell))
