"""Commands of documents that the tests of documents do not run, each with its reason: another test runs it, and says so."""

import re
from dataclasses import dataclass

from rig.paths import SOURCE


@dataclass(frozen=True)
class NotRun:
    command: str  # a regular expression for the whole of it
    reason: str
    proof: str  # the file that runs it
    words: str  # that stand there

    def matches(self, command):
        return re.fullmatch(self.command, command) is not None

    def is_proven(self):
        return self.words in (SOURCE / self.proof).read_text(encoding="utf-8")


NOT_RUN = (
    NotRun(r"scripts/demo( --keep)?", "it starts a phone and registrars of its own", "tests/release/CMakeLists.txt",
           "scripts/demo --no-setup"),
    NotRun(r"scripts/test( --all)?", "it runs this test", "scripts/test", 'run_tests release -L release'),
    NotRun(r"scripts/setup", "it installs packages on the machine", "scripts/test", "|| scripts/setup"),
    NotRun(r"scripts/site( --serve)?", "the test of the site runs it", "tests/docs/conftest.py", '"scripts/site"'),
    NotRun(r"scripts/package( --arm64)?", "it builds all packages", "tests/packages/test_life.py", "scripts/package made them"),
    NotRun(r"apt install \./build/packages/.*", "it installs packages on the machine", "tests/packages/test_life.py",
           '"apt-get", "install", "-y"'),
    NotRun(r"apt install .*(prometheus|snmptrapd).*", "it installs packages on the machine", "scripts/setup", "snmptrapd"),
    NotRun(r"apt (remove|purge) lineman.*", "it removes packages from the machine", "tests/packages/test_life.py",
           '"apt-get", "remove", "-y"'),
    NotRun(r"systemctl enable (--now )?lineman-(snmp|cwmp)\.socket", "units belong to a machine",
           "tests/packages/test_life.py", '"systemctl", "enable", *DISABLED'),
    NotRun(r"install .* contrib/prometheus/.* /etc/prometheus/.*", "it changes the machine; the files themselves are opened",
           "tests/system/test_monitoring_prometheus.py", "snmp.yml"),
    NotRun(r"(install|cp) .* (/etc/snmp|/usr/share/snmp)/.*", "it changes the machine; the files themselves are opened",
           "tests/system/test_monitoring_traps.py", "snmptrapd"),
    NotRun(r"adduser \S+ lineman", "users belong to a machine", "tests/booted/test_life.py", "lineman"),
    NotRun(r"journalctl .*", "the journal belongs to a machine", "tests/booted/test_journal.py", "journalctl"),
    NotRun(r"cmake --preset (dev|release) && cmake --build --preset (dev|release)( && cmake --install .*)?|ctest --preset dev",
           "it builds what is tested here", "scripts/test", "cmake --build --preset"),
    NotRun(r"cmake --build --preset dev --target regenerate", "tests compare what it writes",
           "tests/catalog/catalog_test.cpp", "build the target regenerate"),
)


def reason_not_to_run(command):
    return next((row for row in NOT_RUN if row.matches(command)), None)
