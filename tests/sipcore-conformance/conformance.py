#!/usr/bin/env python3
"""Whether a program keeps what org.lineman.SipCore1 promises. Python 3.9 or later and nothing else; no registrar is needed.

    conformance.py --socket PATH          a core that runs already; its configuration is replaced
    conformance.py COMMAND [ARGUMENT]...  a core that is started for it, with `--runtime-dir FOLDER` at the end of its
                                          arguments, and listens at FOLDER/sipcore

Prints a line for each promise, `ok` or `FAILED` with what was expected, and ends with 0 where all are kept, 1 otherwise, 2
for wrong usage or a core that cannot be reached."""

import argparse
import sys
from pathlib import Path

from core import NotReached, running_core, started_core
from interface import Interface
from promises import ALL
from verdict import Verdict

HERE = Path(__file__).resolve().parent
INTERFACE = HERE.parents[1] / "sipcore" / "protocol" / "org.lineman.SipCore1.varlink"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--socket", metavar="PATH", help="where a core listens")
    parser.add_argument("--interface", metavar="FILE", type=Path, default=INTERFACE, help="the interface's file")
    parser.add_argument("--only", metavar="WORDS", default="", help="the promises with these words in their names alone")
    parser.add_argument("--patience", metavar="SECONDS", type=float, default=10.0,
                        help="how long an answer or a change is waited for (default: 10)")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="starts a core")
    given = parser.parse_args()
    if bool(given.socket) == bool(given.command):
        parser.error("give either --socket or a command")
    return given


def main():
    given = arguments()
    interface = Interface(given.interface.read_text(encoding="utf-8"))
    try:
        with running_core(given.socket) if given.socket else started_core(given.command, given.patience) as path:
            verdict = Verdict(path, interface, given.patience)
            for promise in ALL:
                if given.only.lower() in promise.name.lower():
                    verdict.judge(promise)
    except NotReached as reason:
        print(f"conformance.py: {reason}", file=sys.stderr)
        return 2
    print(f"{verdict.kept} promises kept, {verdict.broken} broken")
    return 1 if verdict.broken else 0


if __name__ == "__main__":
    sys.exit(main())
