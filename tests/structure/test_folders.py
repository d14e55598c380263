"""ARCHITECTURE.md's table of folders is true: who includes whom, and which folders there are."""

import os
import re

import rules
from folder_table import Row, folders_named, row_for, rows_of
from sources import ROOT, files, includes, none_of

TEXT = (ROOT / "ARCHITECTURE.md").read_text()
ROWS = rows_of(TEXT)


def _folders_of_sources():
    return sorted({os.path.dirname(path) for path in files(".hpp", ".cpp")})


def test_no_folder_includes_what_stands_above_it():
    none_of(rules.upward_includes(includes(), ROWS))


def test_each_folder_knows_what_the_table_says():
    none_of([*rules.untold_includes(includes(), ROWS), *rules.empty_claims(includes(), ROWS)])


def test_each_folder_of_sources_is_in_the_table():
    untold = []
    for folder in _folders_of_sources():
        row = row_for(folder + "/", ROWS)
        is_told = row and (row.folder == folder or folder.startswith("tests/")
                           or os.path.relpath(folder, row.folder) in folders_named(row.contents))
        if not is_told:
            untold.append(f"ARCHITECTURE.md has no row for {folder}/, and does not name it in the row of a folder above")
    none_of(untold)


def test_each_folder_of_the_root_is_named():
    made = {"build"}
    here = [entry.name for entry in ROOT.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
    none_of(name for name in sorted(here) if name not in made and f"`{name}/" not in TEXT)


def test_the_table_names_no_folder_that_is_not_there():
    none_of(row.folder for row in ROWS if not (ROOT / row.folder).is_dir())


def test_what_is_built_comes_in_the_order_of_the_table():
    built = re.findall(r"^\s*add_subdirectory\((\S+)\)", (ROOT / "CMakeLists.txt").read_text(), re.MULTILINE)
    order = [row.folder for row in ROWS]
    in_table = [folder for folder in built if folder in order]
    assert in_table == sorted(in_table, key=order.index)


def test_the_files_that_a_text_names_are_there():
    """A file may be named without its ending: `agent/guard` is a header and what stands behind it."""
    gone = []
    for text in files(".md"):
        for named in re.findall(r"`([a-z0-9_]+/[\w./-]+)`", (ROOT / text).read_text()):
            is_of_the_tree = (ROOT / named.split("/")[0]).is_dir() and not named.startswith("build/")
            if is_of_the_tree and not (ROOT / named).exists() and not (ROOT / (named + ".hpp")).exists():
                gone.append(f"{text} names {named}, which is not there")
    none_of(gone)


# The rules themselves.

LOWER = Row("lower", "", [])
UPPER = Row("upper", "", ["lower"])


def test_a_floor_that_looks_up_is_seen():
    assert list(rules.upward_includes([("lower/a.cpp", "upper/b.hpp")], [LOWER, UPPER])) == [
        "lower/a.cpp includes upper/b.hpp, but upper/ is built on lower/"]
    assert list(rules.upward_includes([("upper/b.cpp", "lower/a.hpp")], [LOWER, UPPER])) == []


def test_a_folder_within_a_folder_is_judged_by_its_own_row():
    rows = [Row("upper/inner", "", []), UPPER]
    assert list(rules.upward_includes([("upper/inner/a.cpp", "upper/b.hpp")], rows)) == [
        "upper/inner/a.cpp includes upper/b.hpp, but upper/ is built on upper/inner/"]


def test_an_acquaintance_that_the_table_keeps_quiet_about_is_seen():
    quiet = Row("upper", "", [])
    assert list(rules.untold_includes([("upper/b.cpp", "lower/a.hpp")], [LOWER, quiet])) == [
        "upper/b.cpp includes lower/a.hpp, but upper/ does not say that it knows lower/"]


def test_an_acquaintance_that_is_none_is_seen():
    assert list(rules.empty_claims([("upper/b.cpp", "upper/c.hpp")], [LOWER, UPPER])) == [
        "upper/ says that it knows lower/, and includes nothing of it"]
