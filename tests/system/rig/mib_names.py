"""Names of a MIB module with their identifiers, as Net-SNMP reads them."""

import os
import re
import subprocess

from .paths import MIB_FOLDERS


def identifiers_of(module):
    """{descriptor: "1.3.6.1…"}"""
    done = subprocess.run(["snmptranslate", "-Tz"], capture_output=True, text=True, timeout=60, check=True,
                          env=os.environ | {"MIBDIRS": ":".join(map(str, MIB_FOLDERS)), "MIBS": module, "SNMPCONFPATH": "/nonexistent",
                                            "SNMP_PERSISTENT_DIR": "/nonexistent"})
    return dict(re.findall(r'^"(\w+)"\s+"([\d.]+)"$', done.stdout, flags=re.M))
