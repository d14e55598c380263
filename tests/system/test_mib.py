"""The MIB modules as tools read them, and the agent as they describe it."""

import re
import subprocess

import pytest

from rig.expected_objects import stored_objects
from rig.paths import MIB_FOLDERS, SOURCE
from rig.ports import free_port
from rig.standard_mibs import need_modules, write_stubs

MODULES = sorted((SOURCE / "mibs").glob("LINEMAN-*.mib"))
COMPLIANCE = SOURCE / "mibs" / "LINEMAN-SIP-COMPLIANCE-MIB.mib"


@pytest.fixture
def phone(make_phone):
    """With a receiver of notifications, whom nobody listens to: it is sent what happens all the same."""
    phone = make_phone(settings={"snmp.notify.1.target": f"udp:127.0.0.1:{free_port()}", "snmp.notify.1.version": "2c",
                                 "snmp.notify.1.community": "traps-only"})
    phone.start()
    phone.change({"network.snmp.enable": 1})
    return phone


@pytest.fixture
def full(phone, registrar_a):
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    return phone


def assert_silent(module, folders):
    done = subprocess.run(["smilint", "-l", "6", str(module)], capture_output=True, text=True, timeout=60, check=False,
                          env={"SMIPATH": ":".join(map(str, folders)), "PATH": "/usr/bin:/bin"})
    assert (done.stdout, done.stderr) == ("", ""), module.name


def test_smilint_has_nothing_to_say():
    assert MODULES and COMPLIANCE in MODULES
    for module in MODULES:
        if module != COMPLIANCE:
            assert_silent(module, MIB_FOLDERS)


def test_smilint_finds_the_groups_of_standard_modules(scratch):
    """They may not be copied here: stand-ins with the same objects and groups are made for the occasion."""
    need_modules()
    write_stubs(scratch)
    assert_silent(COMPLIANCE, (*MIB_FOLDERS, scratch))
    wrong = scratch / "LINEMAN-WRONG-MIB.mib"
    wrong.write_text(COMPLIANCE.read_text().replace("sipCommonStatsRetryGroup", "sipCommonStatsNoGroup"))
    with pytest.raises(AssertionError):
        assert_silent(wrong, (*MIB_FOLDERS, scratch))


def test_the_pages_name_folders_where_net_snmp_looks():
    told = {folder for page in (SOURCE / "docs").rglob("*.md") for folder in re.findall(r"[/~][\w./]*snmp/mibs", page.read_text())}
    done = subprocess.run(["snmptranslate", "NO-SUCH-MIB::none"], capture_output=True, text=True, timeout=30, check=False,
                          env={"HOME": "/home/somebody", "SNMPCONFPATH": "/nonexistent"})
    [looked] = re.findall(r"MIB search path: (\S+)", done.stderr)
    assert told and {folder.replace("~", "/home/somebody") for folder in told} <= set(looked.split(":"))


def test_names_and_identifiers_are_each_others(full, manager):
    """What linemanctl says of a parameter is what snmptranslate makes of it."""
    names = sorted(full.get("*"))[:60]
    for name in names:
        described = full.ask("describe", name)
        if described["object"] is None:  # the ACS's alone
            continue
        assert manager.translate("-On", "LINEMAN-SIP-MIB::" + described["object"]) == ["." + described["oid"]]


def test_a_walk_equals_the_table(full, manager):
    """Every parameter, with its value, and nothing else beside the live values."""
    walked = {}
    for group in ("phoneObjects", "accountTable", "sipServerTable", "outboundProxyTable"):
        walked |= dict(manager.walk(group))
    assert walked == stored_objects(full)


def test_a_walk_is_in_order_and_ends(full, manager):
    done = manager.run("snmpwalk", "-Onq", f"udp:127.0.0.1:{full.snmp_port}", "1.3.6.1.4.1.32473")
    assert done.returncode == 0, done.stderr
    found = [tuple(map(int, line.split()[0].strip(".").split("."))) for line in done.stdout.splitlines() if
             line.startswith(".1.3.6.1.4.1.32473")]
    assert found == sorted(set(found)) and len(found) > 200


def test_status_and_counters_are_those_of_the_shell(full, manager):
    account = full.account()
    state, server, target = manager.get("accountState.1", "accountServer.1", "accountTarget.1")
    assert (state, server, target) == ("5", "1", account["target"])
    counters = full.counters()
    assert manager.get("accountRegisterAttempts.1", "accountRegisterSuccesses.1") == [
        str(counters["registerAttempts"]), str(counters["registerSuccesses"])]
    [requests] = manager.get("sipMethodRequestsOut.1.1.1")
    assert requests == str(counters["server 1"]["requestsOut.REGISTER"])


def test_every_object_of_the_mib_is_there(full, manager):
    """Each accessible object has at least one instance."""
    text = (SOURCE / "mibs" / "LINEMAN-SIP-MIB.mib").read_text()
    objects = re.findall(r"^(\w+) OBJECT-TYPE\s+SYNTAX\s+(?:(?!MAX-ACCESS).)*MAX-ACCESS\s+read-", text,
                         re.MULTILINE | re.DOTALL)
    walked = {name.partition(".")[0] for name, _ in manager.walk("linemanSipObjects")}
    assert set(objects) - walked == set()
