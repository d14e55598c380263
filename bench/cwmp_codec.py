#!/usr/bin/env python3
"""Instructions that the CWMP codec takes for one message, beside expat alone, in one run.

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


def instructions(what, values, times):
    with tempfile.TemporaryDirectory(prefix="lineman-bench-") as folder:
        ran = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", PROGRAM, "count", what, str(values),
             str(times)],
            capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", ran.stderr).group(1))


def of_one(what, values):
    return (instructions(what, values, MANY) - instructions(what, values, FEW)) // (MANY - FEW)


def main():
    for values in (1, 500):
        expat = of_one("expat", values)
        print(f"{values} values")
        print(f"  expat alone, SetParameterValues     {expat:>12,}")
        for what, title in (("decode", "decode SetParameterValues"), ("encode", "encode GetParameterValuesResponse")):
            count = of_one(what, values)
            print(f"  {title:<34}  {count:>12,}  {count / values:>10,.0f} a value  {count / expat:.2f} times expat")


if __name__ == "__main__":
    main()
