"""Holds messages against the Broadband Forum's schema, which the project does not carry: it stands beside the repository,
or the check is not made."""

import os
import subprocess
from pathlib import Path

MODELS = Path(__file__).parents[4] / "shared" / "models"

_WHOLE_MESSAGE = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="http://schemas.xmlsoap.org/soap/envelope/" schemaLocation="{models}/soap-envelope-min.xsd"/>
<xs:import namespace="http://schemas.xmlsoap.org/soap/encoding/" schemaLocation="{models}/soap-encoding-min.xsd"/>
<xs:import namespace="urn:dslforum-org:cwmp-{cwmp}" schemaLocation="{models}/cwmp-{schema}.xsd"/>
</xs:schema>"""
# CWMP 1.2 to 1.4 share a namespace; the last schema has the headers of all.
_SCHEMAS = {"1-2": "1-4"}


def present():
    return MODELS.is_dir()


def complaints(messages, scratch, cwmp="1-2"):
    """What xmllint has against these files, all in one namespace; empty where nothing."""
    if not messages:
        return ""
    schema = Path(scratch) / f"message-{cwmp}.xsd"
    schema.write_text(_WHOLE_MESSAGE.format(models=MODELS.resolve(), cwmp=cwmp, schema=_SCHEMAS.get(cwmp, cwmp)))
    done = subprocess.run(
        ["xmllint", "--nonet", "--noout", "--schema", schema, *map(str, messages)], capture_output=True, text=True,
        env=os.environ | {"XML_CATALOG_FILES": str(MODELS / "offline-catalog.xml")}, timeout=120, check=False)
    if done.returncode == 0:
        return ""
    return "\n".join(line for line in done.stderr.splitlines() if "error" in line) or done.stderr


def complaints_about(record, scratch):
    """About all that the phone sent in a Record, each in its own namespace."""
    from .record import PHONE
    from .soap import parse
    files = {}
    for path in record.messages(PHONE):
        files.setdefault(parse(path.read_bytes()).cwmp or "1-2", []).append(path)
    return "".join(complaints(paths, scratch, cwmp) for cwmp, paths in files.items())
