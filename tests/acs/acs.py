#!/usr/bin/python3
"""An ACS that plays a scenario file with one phone, shows what is said, and keeps it. It ends when the scenario does: with 0,
or with 1 and the line that failed."""

import argparse
import sys
from pathlib import Path

from scripted_acs.digest import Credentials
from scripted_acs.player import Player
from scripted_acs.record import Record
from scripted_acs.scenario import ScenarioError, read
from scripted_acs.server import Policy
from scripted_acs.session import Acs, Broken


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listen", metavar="ADDRESS:PORT", default="127.0.0.1:7548")
    parser.add_argument("--scenario", metavar="FILE", required=True)
    parser.add_argument("--let", metavar="NAME=TEXT", action="append", default=[],
                        help="what $NAME stands for in it; @FILE is what stands in a file")
    parser.add_argument("--record", metavar="DIR", help="keep each message as a file")
    parser.add_argument("--user", default="", help="the phone's name here; its password comes with --password-file")
    parser.add_argument("--password-file", metavar="FILE")
    parser.add_argument("--certificate", nargs=2, metavar=("CERTIFICATE", "KEY"), help="speak HTTPS")
    parser.add_argument("--check", action="store_true", help="read the scenario, say what is wrong with it, and end")
    parser.add_argument("--stay", action="store_true", help="afterwards, end each session that the phone opens at once")
    return parser.parse_args()


def show(line):
    print(line, flush=True)


def text_of(path):
    return Path(path).read_text(encoding="utf-8").rstrip("\n")


def variable(said):
    """("NAME", "TEXT") of NAME=TEXT or NAME=@FILE."""
    name, _, text = said.partition("=")
    return name, text_of(text[1:]) if text.startswith("@") else text


def stay(acs):
    while True:
        try:
            acs.session().end()
        except Broken:
            pass


def main():
    said = arguments()
    try:
        steps = read(said.scenario, dict(map(variable, said.let)))
        if said.check:
            return 0
        password = text_of(said.password_file) if said.password_file else ""
        address, _, port = said.listen.rpartition(":")
        acs = Acs(address, int(port), Policy(credentials=Credentials(said.user, password)), said.certificate,
                  Record(said.record, show))
        show(f"listens at {acs.url()}")
        Player(acs).play(steps)
        if said.stay:
            stay(acs)
        acs.close()
    except (ScenarioError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
