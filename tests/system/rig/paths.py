"""Where the programs under test and the repository are."""

import os
from pathlib import Path

SOURCE = Path(os.environ.get("LINEMAN_SOURCE", Path(__file__).parents[3]))
BIN = Path(os.environ.get("LINEMAN_BIN", SOURCE / "build" / "dev" / "bin"))

AGENT = BIN / "lineman-agentd"
CORE = BIN / "lineman-sipcored"
CTL = BIN / "linemanctl"

# Our modules, and the base modules that Debian's main archive does not have.
MIB_FOLDERS = (SOURCE / "mibs", SOURCE / "tests" / "npm" / "node_modules" / "net-snmp" / "lib" / "mibs")
