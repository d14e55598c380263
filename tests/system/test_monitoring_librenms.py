"""The definition of LibreNMS, which is not in Debian: against what LibreNMS's own schemas demand (resources/definitions/schema:
os_schema.json and discovery_schema.json), and against the MIB module, whose names it uses."""

import re

import yaml

from rig.mib_names import identifiers_of
from rig.paths import SOURCE

FOLDER = SOURCE / "contrib" / "librenms"
NUMERIC = re.compile(r"^(\.\d+)+(\.?\{\{ \$index \}\})?(\.\d+)*$")
PREFIX = re.compile(r"^(\.\d+)+\.?$")
COMMON = {"oid", "value", "num_oid", "descr", "index"}


def load(kind):
    return yaml.safe_load((FOLDER / f"os_{kind}" / "lineman.yaml").read_text(encoding="utf-8"))


def sensors():
    found = load("discovery")["modules"]["sensors"]
    return [("state", one) for one in found["state"]["data"]] + [("delay", one) for one in found["delay"]["data"]]


def test_detection_is_in_form():
    text = load("detection")
    assert {"os", "text", "type", "discovery"} <= text.keys() <= {"os", "text", "type", "discovery", "mib_dir", "over"}
    assert all(isinstance(text[name], str) for name in ("os", "text", "type", "mib_dir"))
    assert all(one.keys() == {"graph", "text"} for one in text["over"])
    for one in text["discovery"]:
        assert one.keys() == {"sysObjectID"} and all(PREFIX.match(oid) for oid in one["sysObjectID"])


def test_discovery_is_in_form():
    text = load("discovery")
    assert text.keys() == {"mib", "modules"} and text["modules"].keys() == {"sensors"}
    assert text["modules"]["sensors"].keys() == {"additional_oids", "state", "delay"}
    for one in text["modules"]["sensors"]["additional_oids"]["data"]:
        assert one.keys() == {"oid"} and all(isinstance(oid, str) for oid in one["oid"])
    for kind, one in sensors():
        own = {"state_name", "states"} if kind == "state" else {"divisor"}
        assert one.keys() == COMMON | own, one["value"]
        assert NUMERIC.match(one["num_oid"]), one["num_oid"]
        for state in one.get("states", []):
            assert state.keys() == {"value", "generic", "graph", "descr"}
            assert isinstance(state["value"], int) and state["generic"] in (0, 1, 2, 3) and isinstance(state["descr"], str)
    names = [one["state_name"] for kind, one in sensors() if kind == "state"]
    assert len(set(names)) == len(names)


def test_names_and_numbers_are_those_of_the_mib():
    known = identifiers_of("LINEMAN-SIP-MIB")
    for _, one in sensors():
        assert known[one["oid"]] and known[one["value"]]
        assert one["num_oid"] == f".{known[one['value']]}.{{{{ $index }}}}"
        columns = re.findall(r"\{\{ \$(\w+) \}\}", one["descr"])
        assert all(name == "index" or known[name] for name in columns)
    [[product]] = [one["sysObjectID"] for one in load("detection")["discovery"]]
    assert product == "." + identifiers_of("LINEMAN-SMI-MIB")["linemanProduct"]


def test_a_phone_is_detected(phone, manager):
    """By the rule that LibreNMS applies: its sysObjectID begins with ours."""
    done = manager.run("snmpget", "-Onqv", f"udp:127.0.0.1:{phone.snmp_port}", "1.3.6.1.2.1.1.2.0")
    [[product]] = [one["sysObjectID"] for one in load("detection")["discovery"]]
    assert done.stdout.strip().startswith(product)
