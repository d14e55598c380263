"""What is measured and with what: the programs' folders as the command line names them (`release`'s, and `release-512`'s),
and the test rig, which can be imported once this module was."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/release/bin").resolve()
BIN_512 = Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "build/release-512/bin").resolve()

os.environ["LINEMAN_BIN"] = str(BIN)
os.environ["LINEMAN_SOURCE"] = str(ROOT)
sys.path[:0] = [str(ROOT / "tests" / "system"), str(ROOT / "tests" / "acs")]
