"""No source lies about unused: each .cpp and each test is built or run, and each header has a reader."""

import os
import re

from sources import ROOT, files, includes, none_of

_VARIABLES = {"${PROJECT_SOURCE_DIR}/": "", "${CMAKE_SOURCE_DIR}/": "", "${CMAKE_CURRENT_SOURCE_DIR}/": "./"}


def _named_in_cmake():
    """Paths from the root that the CMakeLists.txt of the tree name, each read from the folder that it lies in."""
    named = set()
    for path in files("CMakeLists.txt"):
        text = (ROOT / path).read_text()
        for variable, stands_for in _VARIABLES.items():
            text = text.replace(variable, stands_for)
        words = re.findall(r"[\w./-]+", text)
        named.update(os.path.normpath(os.path.join(os.path.dirname(path), word)) for word in words)
        named.update(os.path.normpath(word) for word in words)
    return named


def test_each_cpp_is_built():
    named = _named_in_cmake()
    none_of(path for path in files(".cpp") if path not in named and not _is_fuzz_target(path))


def _is_fuzz_target(path):
    """lineman_fuzz_target(NAME) builds tests/fuzz/NAME.cpp."""
    text = (ROOT / "tests/fuzz/CMakeLists.txt").read_text()
    folder, name = os.path.split(path)
    return folder == "tests/fuzz" and f"lineman_fuzz_target({name.removesuffix('.cpp')} " in text


def test_each_header_is_included():
    included = {name for _, name in includes()}
    none_of(path for path in files(".hpp") if path not in included)


def test_each_python_test_is_run():
    """By its name, or as one of a list in the folder's CMakeLists.txt."""
    forgotten = []
    for path in files(".py"):
        folder, name = os.path.split(path)
        if not re.fullmatch(r"test_\w+\.py", name):
            continue
        text = (ROOT / folder / "CMakeLists.txt").read_text()
        group = name.removeprefix("test_").removesuffix(".py")
        if name not in text and not re.search(rf"foreach\(\w+ [^)]*\b{group}\b[^)]*\)", text):
            forgotten.append(path)
    none_of(forgotten)
