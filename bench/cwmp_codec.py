#!/usr/bin/env python3
"""Instructions that the CWMP codec takes for one message, beside expat alone, and beside pugixml and libxml2 doing
the same work without SOAP and limits, in one run.

    bench/cwmp_codec.py [BUILD]      BUILD is build/release unless given

Counted by callgrind as the difference of two runs of different length, so that start and end drop out.
"""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/release"))
PROGRAM = os.path.join(BUILD, "bin/bench_cwmp_codec")
FEW, MANY = 2, 6
READ, WRITTEN = (500,), (2000,)


def instructions(what, values, times):
    with tempfile.TemporaryDirectory(prefix="lineman-bench-") as folder:
        ran = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", PROGRAM, "count", what, str(values),
             str(times)],
            capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", ran.stderr).group(1))


def of_one(what, values):
    return (instructions(what, values, MANY) - instructions(what, values, FEW)) // (MANY - FEW)


def row(values, title, count, peer):
    print(f"| {values:,} | {title} | {count:,} | {count / values:,.0f} | {count / peer:.2f} |")


def reading(values):
    ours = of_one("decode", values)
    for what, title in (("decode", "SetParameterValues read by the codec"), ("read-pugixml", "read by pugixml"),
                        ("read-libxml2", "read by libxml2"), ("expat", "gone through by expat, nothing kept")):
        row(values, title, ours if what == "decode" else of_one(what, values), ours)


def writing(values):
    ours = of_one("encode", values)
    for what, title in (("encode", "GetParameterValuesResponse written by the codec"),
                        ("write-pugixml", "written by pugixml"), ("write-libxml2", "written by libxml2")):
        row(values, title, ours if what == "encode" else of_one(what, values), ours)


def main():
    for values in (*READ, *WRITTEN):  # alone a value is less than the header
        subprocess.run([PROGRAM, "check", str(values)], stdout=subprocess.DEVNULL, check=True)
    print("| values | what | instructions | a value | times the codec's |")
    print("|---" * 5 + "|")
    for values in (1, *READ):
        reading(values)
    for values in (1, *WRITTEN):
        writing(values)


if __name__ == "__main__":
    main()
