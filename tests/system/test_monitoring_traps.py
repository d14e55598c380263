"""The examples for snmptrapd and snmptt, opened by both, with each notification sent to them."""

import re
import subprocess
from dataclasses import replace

import pytest

from rig.example_receiver import ExampleReceiver
from rig.manager import Manager
from rig.paths import SOURCE
from rig.phone import READER
from rig.waiting import until

MODULE = (SOURCE / "mibs" / "LINEMAN-SIP-MIB.mib").read_text(encoding="utf-8")
SNMPTT = SOURCE / "contrib" / "snmptt" / "snmptt.conf"

# One value for each object that a notification carries: instance, type letter of the tools, value, and how it reads where the MIB
# is known.
VALUES = {
    "accountLabel": ("1", "s", "Reception"), "accountUserName": ("1", "s", "1001"), "accountState": ("1", "i", "3", "unregistered"),
    "accountMode": ("1", "i", "2", "failover"), "accountServer": ("1", "u", "1"), "accountTarget": ("1", "s", "192.0.2.5:5060"),
    "accountLastFailureCode": ("1", "u", "503"), "accountLastFailureReason": ("1", "s", "Service Unavailable"),
    "configGeneration": ("0", "u", "12"), "configAppliedGeneration": ("0", "u", "11"),
    "eventLogTime": ("7", "x", "07EA0B1C0F1E00002B0000", "2026-11-28,15:30:0.0,+0:0"), "eventLogGeneration": ("7", "u", "12"),
    "eventLogDetail": ("7", "s", "the detail"),
}
STANDARD = {"coldStart": [], "warmStart": []}  # SNMPv2-MIB's own
PRIORITIES = {"Normal": "daemon.info", "Warning": "daemon.warning", "Critical": "daemon.crit"}


def notifications():
    """{name: objects} of the MIB module, and those of SNMPv2-MIB that a phone sends."""
    found = re.findall(r"^(\w+) NOTIFICATION-TYPE\n    OBJECTS     \{([^}]*)\}", MODULE, flags=re.M)
    assert len(found) > 5
    return {name: re.findall(r"\w+", objects) for name, objects in found} | STANDARD


def varbinds(objects):
    words = []
    for name in objects:
        instance, kind, value = VALUES[name][:3]
        words += [f"LINEMAN-SIP-MIB::{name}.{instance}", kind, value]
    return words


@pytest.fixture
def receiver(scratch):
    receiver = ExampleReceiver(scratch, READER)
    yield receiver
    receiver.end()


def snmptt(scratch, given):
    """What it says of what a handler was given."""
    ini = scratch / "snmptt.ini"
    ini.write_text("[General]\nmode = standalone\nmultiple_event = 0\ndns_enable = 0\nnet_snmp_perl_enable = 0\n"
                   "translate_log_trap_oid = 0\n[Logging]\nstdout_enable = 1\nlog_enable = 0\nsyslog_enable = 0\n"
                   f"syslog_system_enable = 0\n[Exec]\nexec_enable = 0\n[TrapFiles]\nsnmptt_conf_files = <<END\n{SNMPTT}\nEND\n")
    done = subprocess.run(["/usr/sbin/snmptt", f"--ini={ini}"], input=given, capture_output=True, text=True, timeout=60,
                          check=False)
    assert done.returncode == 0 and "rror" not in done.stderr, done.stderr
    return done.stdout


def severities():
    return dict(re.findall(r"^EVENT (\w+) \S+ \"\w+\" (\w+)$", SNMPTT.read_text(encoding="utf-8"), flags=re.M))


def test_each_notification_arrives_and_is_put_into_words(receiver, scratch):
    assert severities().keys() == notifications().keys()
    for name, objects in notifications().items():
        receiver.inform(f"{'SNMPv2-MIB' if name in STANDARD else 'LINEMAN-SIP-MIB'}::{name}", varbinds(objects))
        given, priority = receiver.given(name)
        assert priority == PRIORITIES[severities()[name]]
        said = snmptt(scratch, given)
        assert f" {severities()[name]} " in said, said
        for one in objects:
            assert f"{one}={VALUES[one][-1]}" in said, said
    log = receiver.process.output()
    assert "STRING: Reception" in log and "refused" not in log


def test_a_stranger_is_not_heard(receiver):
    """A user that the file does not name."""
    with pytest.raises(AssertionError, match="Unknown user name"):
        receiver.inform("LINEMAN-SIP-MIB::failover", [], replace(READER, name="stranger"))


def test_a_phone_tells_the_receiver(receiver, scratch, make_phone, registrar_a):
    """As the page has it set up: a user of version 3, and informs."""
    phone = make_phone(settings={"snmp.notify.1.target": receiver.target, "snmp.notify.1.version": "3",
                                 "snmp.notify.1.user": READER.name, "snmp.notify.1.inform": "yes"})
    phone.start()
    phone.change({"network.snmp.enable": 1})
    manager = Manager(scratch, phone.snmp_port)
    until(manager.answers, "the SNMP agent to answer")
    phone.change(phone.account_values(1, registrar_a.target, label="Reception"))
    phone.wait_until_registered()
    said = snmptt(scratch, receiver.given("configurationChanged")[0])
    assert ' Normal "Configuration" ' in said and "eventLogDetail=" in said
    phone.change({"account.1.password": "not this one"})
    said = snmptt(scratch, receiver.given("authenticationFailed")[0])
    assert ' Critical "Registration" ' in said and "accountLabel=Reception, accountUserName=1001, accountState=authFailed" in said
    until(lambda: manager.get("receiverLost.1", "receiverPending.1") == ["0", "0"], "all to be acknowledged")
