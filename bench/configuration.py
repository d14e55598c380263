#!/usr/bin/python3
"""The figures of changes of the configuration, and which of them miss their aim:

- how long a change of 1, 20 and 600 values takes, beside the file operations that it cannot do without (write, fsync, rename,
  fsync of the folder, of as many octets) and a round trip to the SIP core; aim: 1.3 times the former and twice the latter
- what a change of one value costs on a phone with 16, 128 and 512 accounts, in processor time and in instructions of the agent;
  aim: it grows less than the number of accounts
- how long the import of a phone file of 2,000 lines takes, from linemanctl's start to its end, beside SQLite's shell, which
  takes the same lines into a table as one durable transaction

    bench/configuration.py [BIN [BIN_512]]

BIN: where the programs are, build/release/bin. BIN_512: where those of a build for 512 accounts are, build/release-512/bin
(bench/README.md); without them the second figure ends at what BIN can serve. The files are in TMPDIR: on a memory file system
durations mean nothing.
"""

import json
import os
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from surroundings import BIN, BIN_512  # first: it puts the rig in reach

from rig.phone import Phone

VALUES = (1, 20, 600)
ACCOUNTS = (16, 128, 512)
SET = 12  # values of each account that are set, as on a phone in use; the others have their initial value
CHANGES = int(os.environ.get("LINEMAN_ROUNDS", "200"))
IMPORTS = 15
LINES = 2000


def measured(program, *words, prefix=()):
    command = [*map(str, prefix), str(program), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return json.loads(done.stdout), done.stderr


def row(*cells):
    print("| " + " | ".join(cell if isinstance(cell, str) else f"{cell:,.1f}" for cell in cells) + " |")


def verdict(met):
    return "met" if met else "**missed**"


def durations():
    print("## Duration of a change, microseconds, medians\n")
    row("values", "octets", "change", "file operations", "round trip", "1.3 x files + 2 x trip", "aim", "one after the other")
    print("|---" * 8 + "|")
    for values in VALUES:
        found, _ = measured(BIN / "bench_transaction", "duration", values, CHANGES)
        limit = 1.3 * found["bare"] + 2 * found["core"]
        row(str(found["values"]), str(found["octets"]), found["change"], found["bare"], found["core"], limit,
            verdict(found["change"] <= limit), found["in_a_row"])
    print()


def instructions(program, accounts, given):
    """Of the agent's process for one change: the difference between two runs."""
    def of(rounds):
        with tempfile.TemporaryDirectory() as folder:
            _, said = measured(program, "cost", accounts, given, rounds, prefix=(
                "valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"))
        return int(re.search(r"Collected : (\d+)", said)[1])
    return (of(15) - of(5)) / 10


def costs():
    print("## Cost of a change of one value\n")
    program = BIN_512 / "bench_transaction"
    if not program.exists():
        print(f"(there is no {program}: only what {BIN} can serve)\n")
        program = BIN / "bench_transaction"
    most = ACCOUNTS if program.parent == BIN_512 else ACCOUNTS[:1]
    row("accounts", "values set of each", "octets", "agent, microseconds", "times", "core, microseconds", "times",
        "agent, instructions", "times", "accounts, times", "aim")
    print("|---" * 11 + "|")
    for given in (0, SET):
        first = None
        for accounts in most:
            found, _ = measured(program, "cost", accounts, given, CHANGES)
            found["instructions"] = instructions(program, accounts, given)
            first = first or found
            times = {name: found[name] / first[name] for name in ("agent", "core", "instructions", "accounts")}
            met = times["agent"] < times["accounts"] and times["core"] < times["accounts"]
            row(str(accounts), str(given), str(found["octets"]), found["agent"], times["agent"], found["core"],
                times["core"], f"{found['instructions']:,.0f}", times["instructions"], times["accounts"],
                verdict(met) if accounts != most[0] else "")
    print()


def phone_file(generation):
    """Name and value of each line; another value each time. The last ones are of the hundreds that a phone's file has besides."""
    lines = []
    for account in range(1, 17):
        for leaf in ("label", "display_name", "user_name", "register_name"):
            lines.append((f"account.{account}.{leaf}", f"number {generation} {account}"))
        for server in (1, 2):
            for leaf, first in (("expires", 600), ("port", 5060), ("failback_timeout", 60)):
                lines.append((f"account.{account}.sip_server.{server}.{leaf}", str(first + generation)))
            lines.append((f"account.{account}.sip_server.{server}.address", f"sip{server}-{generation}.example.com"))
            for leaf in ("retry_counts", "invite_retry_counts"):
                lines.append((f"account.{account}.sip_server.{server}.{leaf}", str(1 + generation % 9)))
            for leaf in ("register_on_enable", "only_signal_with_registered"):
                lines.append((f"account.{account}.sip_server.{server}.{leaf}", str(generation % 2)))
    for number in range(LINES - 1 - len(lines)):
        lines.append((f"phone_setting.of_another_kind.{number}.value", f"something {number} {generation}"))
    return lines


def imports():
    print(f"## Import of a file of {LINES:,} lines, milliseconds\n")
    table = ("create table configuration (name text primary key on conflict replace check (length(name) < 256), "
             "value text check (length(value) < 512)) without rowid;")
    with tempfile.TemporaryDirectory(prefix="lm-") as name:
        folder = Path(name)
        phone = Phone(folder, accounts=16, settings={"log.level": "info"})
        phone.start()
        if "import" not in phone.ctl("--help").out:
            print("(this linemanctl has no import)\n")
            phone.end()
            return
        subprocess.run(["sqlite3", folder / "peer.db", table], check=True)
        ours, peers, changed = [], [], 0
        for generation in range(1, IMPORTS + 1):
            lines = phone_file(generation)
            (folder / "phone.cfg").write_text(
                "#!version:1.0.0.1\n" + "".join(f"{name} = {value}\n" for name, value in lines))
            (folder / "lines.tsv").write_text("".join(f"{name}\t{value}\n" for name, value in lines))
            begin = time.monotonic()
            done = phone.ctl("-f", "json", "import", folder / "phone.cfg")
            ours.append((time.monotonic() - begin) * 1000)
            if done.code:
                raise SystemExit(f"import: {done.out}{done.err}")
            changed = len(json.loads(done.out).get("changed", []))
            begin = time.monotonic()
            subprocess.run(["sqlite3", folder / "peer.db", ".mode tabs", f".import {folder}/lines.tsv configuration"],
                           check=True)
            peers.append((time.monotonic() - begin) * 1000)
        phone.end()
    row("program", "median", "best", "values changed")
    print("|---" * 4 + "|")
    row("linemanctl import", statistics.median(ours), min(ours), str(changed))
    row("sqlite3 .import", statistics.median(peers), min(peers), str(LINES - 1))
    print()


def main():
    print(f"Programs of {BIN}; load of the machine {os.getloadavg()[0]:.1f}; {CHANGES} changes each\n")
    durations()
    costs()
    imports()


if __name__ == "__main__":
    main()
