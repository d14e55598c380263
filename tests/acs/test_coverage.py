"""COVERAGE.md names tests that are there."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
FOLDERS = {"S": TESTS / "system", "T": TESTS / "tr069", "C": TESTS / "tr069" / "session" / "scenarios",
           "A": TESTS / "agent", "D": TESTS / "datamodel-export"}
PAGE = Path(__file__).with_name("COVERAGE.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([STCAD])/([\w/.]+?)(?:::(\w+))?`", PAGE)


def has_test(text, file, name):
    if not name:
        return True  # a scenario is one test
    if file.endswith(".py"):
        return re.search(rf"^def {name}\(", text, re.MULTILINE)
    return re.search(rf"\bTEST(_F|_P)?\(\s*\w+,\s*{name}\)", text)


def test_each_named_test_is_there():
    assert len(NAMED) > 100
    missing = []
    for folder, file, name in NAMED:
        path = FOLDERS[folder] / file
        if not path.is_file() or not has_test(path.read_text(encoding="utf-8"), file, name):
            missing.append(f"{folder}/{file}::{name}")
    assert not missing


def test_each_row_names_a_test():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| item |", "| what |", "| trap |"))]
    assert rows and not [row for row in rows if not re.search(r"`[STCAD]/", row)]
