"""What Lineman may take of a phone with 16 accounts, and a table of what it takes."""

from collections import namedtuple

# `peer`: what stands beside it in the same run, "-" for none.
Figure = namedtuple("Figure", "process what unit limit measured peer")


def verdict(figure):
    return "met" if figure.measured <= figure.limit else "**missed**"


def show(figures):
    print("| process | what | measured | budget | snmpd (Debian) | |")
    print("| --- " * 6 + "|")
    for one in figures:
        print(f"| {one.process} | {one.what}, {one.unit} | {one.measured:,.10g} | {one.limit:,} | {one.peer} | {verdict(one)} |")


def size(process, octets):
    return Figure(process, "program, stripped", "octets", 2_000_000, octets, "-")


def memory(process, anonymous, resident, measured, peer):
    """`measured` and `peer` as Process.memory() gives them."""
    return [Figure(process, "anonymous memory", "kB", anonymous, measured["RssAnon"], peer["RssAnon"]),
            Figure(process, "resident memory", "kB", resident, measured["VmRSS"], peer["VmRSS"])]


def first_answer(process, measured, peer):
    return Figure(process, "start to first answer, median", "ms", 30, round(measured, 1), f"{peer:.1f}")


def wake_ups(process, seconds, measured, peer):
    """Idle between timers: what is armed every few seconds is what the table leaves room for."""
    return Figure(process, f"wake-ups in {seconds} idle seconds", "count", seconds, measured, peer)
