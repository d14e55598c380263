#!/usr/bin/python3
"""What a session with the ACS takes of the agent of a phone with 16 accounts: processor time for each value of a whole-tree
session, and anonymous memory between sessions and at its peak; beside it xmllint, which reads the same answers and nothing
more, in the same run.

    bench/acs_session.py [BIN]      BIN: where the programs are, build/release/bin
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ["LINEMAN_BIN"] = str(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/release/bin").resolve())
os.environ["LINEMAN_SOURCE"] = str(ROOT)
sys.path[:0] = [str(ROOT / "tests" / "system"), str(ROOT / "tests" / "acs")]

from rig.management import first_contact, session_now, wait_for_result  # noqa: E402
from rig.phone import Phone  # noqa: E402
from rig.ports import free_port  # noqa: E402
from scripted_acs.record import Record  # noqa: E402
from scripted_acs.session import Acs  # noqa: E402

ACCOUNTS = 16
READS = 50  # of the whole tree, in one session: several in a row would have to wait for each other
TICK = 1000 / os.sysconf("SC_CLK_TCK")


def processor_ms(process):
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK


class Peak(threading.Thread):
    """The largest anonymous memory of a process while this runs, sampled each millisecond."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.kb = 0
        self._process = process
        self._end = threading.Event()

    def run(self):
        while not self._end.wait(0.001):
            self.kb = max(self.kb, self._process.memory()["RssAnon"])

    def end(self):
        self._end.set()
        self.join()
        return self.kb


def read_by_xmllint(folder, answer):
    """Milliseconds of processor time to read one answer, its start taken off."""
    small = folder / "small.xml"
    small.write_text("<a/>")

    def used(path):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        for _ in range(READS):
            subprocess.run(["xmllint", "--noout", str(path)], check=True, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000 / READS

    return used(answer) - used(small)


def whole_tree(phone, acs, times=1):
    """A session that reads all of it; how many values that are."""
    session = session_now(phone, acs)
    for _ in range(times):
        values = session.get("Device.")
    session.end()
    wait_for_result(phone, "ok")
    return len(values)


def measure(folder):
    phone = Phone(folder, accounts=ACCOUNTS, settings={"cwmp.listen": f"127.0.0.1:{free_port()}", "log.level": "warning"})
    acs = Acs(record=Record(folder / "messages", lambda line: None))
    try:
        phone.start()
        alone = phone.agent.memory()["RssAnon"]
        first_contact(phone, acs)
        values = whole_tree(phone, acs)
        peak = Peak(phone.agent)
        peak.start()
        before = processor_ms(phone.agent)
        whole_tree(phone, acs, READS)
        used = (processor_ms(phone.agent) - before) / READS
        largest = peak.end()
        between = statistics.median(phone.agent.memory()["RssAnon"] for _ in range(5))
        answer = max((folder / "messages").rglob("*GetParameterValuesResponse*"), key=lambda path: path.stat().st_size)
        peer = read_by_xmllint(folder, answer)
        print(f"{values} values in {answer.stat().st_size} octets, read {READS} times")
        print(f"processor time of the agent     {used:7.1f} ms   {used * 1000 / values:6.1f} us a value")
        print(f"xmllint reads the same answer   {peer:7.1f} ms   {peer * 1000 / values:6.1f} us a value")
        print(f"anonymous memory of the agent   {alone} kB before the first session, {between:.0f} kB between sessions, "
              f"{largest} kB at the peak")
    finally:
        acs.close()
        phone.end()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="lm-") as scratch:
        measure(Path(scratch))
