#!/usr/bin/python3
"""What a session with the ACS takes of the agent:

- processor time, in all and for each value, of a session that reads the whole tree of a phone with 16 accounts as
  GenieACS does, names first and then values in batches of 32, and of one that asks for all of it in one call; beside it
  xmllint, which reads the same answers and nothing more; aim: at most 10 us a value
- sessions a second: what a session without questions takes of the agent, and how many an ACS in Python has of one phone
- anonymous memory before, between and at the peak of the largest response, with 16 accounts and with 512

    bench/acs_session.py [BIN [BIN_512]]

BIN: where the programs are, build/release/bin. BIN_512: where those of a build for 512 accounts are,
build/release-512/bin; without them the last figure ends at what BIN can serve.
"""

import os
import resource
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from surroundings import BIN, BIN_512  # first: it puts the rig in reach

from rig import phone as rig_phone
from rig.management import Listener, ask_for_session, first_contact, session_now, wait_for_result
from rig.phone import Phone
from rig.ports import free_port
from rig.waiting import until
from scripted_acs.record import Record
from scripted_acs.session import Acs

BATCH = 32
READS = 20  # of the whole tree, in one session: several in a row would have to wait for each other
IN_A_ROW = 10  # sessions that may follow each other at once (tr069/session/schedule.hpp)
ROUNDS = 5
AIM = 10  # microseconds


def processor_us(process):
    """Of all its threads, as the kernel's scheduler counts it."""
    threads = Path(f"/proc/{process.pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1000


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


class Bench:
    """A phone and its ACS."""

    def __init__(self, folder, binaries, accounts):
        rig_phone.AGENT, rig_phone.CORE, rig_phone.CTL = (
            binaries / name for name in ("lineman-agentd", "lineman-sipcored", "linemanctl"))
        settings = {"cwmp.listen": f"127.0.0.1:{free_port()}", "log.level": "warning"}
        self.phone = Phone(folder, accounts=accounts, settings=settings)
        self.messages = folder / "messages"
        self.acs = Acs(record=Record(self.messages, lambda line: None))
        self.phone.start()
        self.alone = self.agent.memory()["RssAnon"]
        first_contact(self.phone, self.acs)

    @property
    def agent(self):
        return self.phone.agent

    def end(self):
        self.acs.close()
        self.phone.end()

    def session(self, talk):
        """talk(session), and what that session took of the agent, in microseconds."""
        before = processor_us(self.agent)
        session = session_now(self.phone, self.acs)
        result = talk(session)
        session.end()
        wait_for_result(self.phone, "ok")
        return result, processor_us(self.agent) - before


def in_batches(session):
    """Names, then values in batches. How many values that are."""
    names = [name for name in session.names("Device.") if not name.endswith(".")]
    return sum(len(session.typed(*names[first:first + BATCH])) for first in range(0, len(names), BATCH))


def at_once(session):
    return len(session.typed("Device."))


def times(talk):
    return lambda session: [talk(session) for _ in range(READS)][-1]


def answers(bench, talk):
    """The files of one such session's answers."""
    known = set(bench.messages.iterdir())
    bench.session(talk)
    return [path for path in sorted(set(bench.messages.iterdir()) - known)
            if "phone-GetParameter" in path.name and "Response" in path.name]


def read_by_xmllint(folder, files):
    """Microseconds of processor time to read them all, its start taken off."""
    small = folder / "small.xml"
    small.write_text("<a/>")

    def used(paths):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        for _ in range(READS):
            subprocess.run(["xmllint", "--noout", *map(str, paths)], check=True, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1_000_000 / READS

    return max(0.0, used(files) - used([small]))


def reading(bench, folder):
    print("## Reading the whole tree, microseconds of processor time, medians\n")
    print("| how | values | agent | a value | aim | xmllint, the same answers | a value |")
    print("|---" * 7 + "|")
    for name, talk in ((f"names, then batches of {BATCH}", in_batches), ("in one call", at_once)):
        files = answers(bench, talk)
        values, _ = bench.session(talk)
        _, empty = bench.session(lambda session: None)
        used = statistics.median((bench.session(times(talk))[1] - empty) / READS for _ in range(ROUNDS))
        peer = read_by_xmllint(folder, files)
        verdict = "met" if used / values <= AIM else "**missed**"
        print(f"| {name} | {values:,} | {used:,.0f} | {used / values:.2f} | {AIM}: {verdict} | {peer:,.0f} | "
              f"{peer / values:.2f} |")
    print()


def restarted(bench):
    """Another process, which may have IN_A_ROW sessions at once again."""
    bench.phone.restart_agent()


def sessions_in_a_row(bench):
    """(processor time of the agent, duration) of one of IN_A_ROW sessions that follow each other at once."""
    restarted(bench)
    before, begin = processor_us(bench.agent), time.monotonic()
    listener = Listener(bench.acs)
    for number in range(1, IN_A_ROW):
        ask_for_session(bench.phone)
        until(lambda: len(listener.informs) >= number, "the session")
    wait_for_result(bench.phone, "ok")
    used, duration = processor_us(bench.agent) - before, time.monotonic() - begin
    listener.close()
    return used / (IN_A_ROW - 1), duration / (IN_A_ROW - 1)


def rate(bench):
    print("## A session without questions\n")
    used, duration = (statistics.median(column) for column in zip(*(sessions_in_a_row(bench) for _ in range(ROUNDS))))
    print(f"{used:,.0f} us of processor time of the agent ({1_000_000 / used:,.0f} a second of one processor), "
          "linemanctl's questions that ask for it and look at it included; "
          f"{1 / duration:,.0f} a second with the scripted ACS and one phone\n")


def memory(folder):
    print("## Anonymous memory of the agent, kB\n")
    print("| accounts | values | octets of the largest response | before the first session | between sessions | peak |")
    print("|---" * 6 + "|")
    for accounts, binaries in ((16, BIN), (512, BIN_512)):
        if not (binaries / "lineman-agentd").exists():
            print(f"(there is no {binaries}: not with {accounts} accounts)")
            continue
        here = folder / str(accounts)
        here.mkdir()
        bench = Bench(here, binaries, accounts)
        try:
            values, _ = bench.session(at_once)
            peak = Peak(bench.agent)
            peak.start()
            bench.session(lambda session: [at_once(session) for _ in range(3)])
            largest = peak.end()
            between = bench.agent.memory()["RssAnon"]
            octets = max(path.stat().st_size for path in bench.messages.glob("*GetParameterValuesResponse*"))
            print(f"| {accounts} | {values:,} | {octets:,} | {bench.alone:,} | {between:,} | {largest:,} |")
        finally:
            bench.end()
    print()


def main():
    print(f"Programs of {BIN}; load of the machine {os.getloadavg()[0]:.1f}\n")
    with tempfile.TemporaryDirectory(prefix="lm-") as name:
        folder = Path(name)
        (folder / "reading").mkdir()
        bench = Bench(folder / "reading", BIN, 16)
        try:
            reading(bench, folder)
            rate(bench)
        finally:
            bench.end()
        memory(folder)


if __name__ == "__main__":
    main()
