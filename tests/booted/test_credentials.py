"""Secrets that root alone may read reach the agent as credentials."""

import pytest

from installed import AGENT
from rig.manager import Manager
from rig.phone import WRITER
from rig.waiting import until

FOLDER = "/etc/lineman/credentials"
DROP_IN = "/etc/systemd/system/lineman-agent.service.d/credentials.conf"
EXAMPLE = "/usr/local/share/doc/lineman/credentials.conf"
CREDENTIAL = "/run/credentials/lineman-agent.service/lineman_snmp-auth"


@pytest.fixture(scope="module")
def configured(new_machine, configured):
    """A user of SNMPv3 whose pass phrase stands in a file of root's, by the example that is installed."""
    new_machine.write(f"{FOLDER}/snmp-auth", WRITER.passphrase + "\n", 0o600)
    new_machine.inside(FOLDER).chmod(0o700)
    new_machine.write(DROP_IN, new_machine.inside(EXAMPLE).read_text())
    configured.configure({"snmp.user.1.name": WRITER.name, "snmp.user.1.access": WRITER.access, "snmp.user.1.auth": "SHA-256",
                          "snmp.user.1.auth_key_file": CREDENTIAL, "snmp.user.1.priv": "AES",
                          "snmp.user.1.priv_key_file": CREDENTIAL})
    return configured


def test_a_manager_authenticates_with_a_pass_phrase_that_only_root_may_read(machine, phone, scratch):
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the SIP core")
    phone.change({"network.snmp.enable": 1})
    manager = Manager(scratch, phone.snmp_port)
    until(manager.answers, "the agent to answer a user of version 3")
    assert machine.run("setpriv", "--reuid=lineman", "--regid=lineman", "--clear-groups", "cat",
                       f"{FOLDER}/snmp-auth").returncode != 0
    assert WRITER.passphrase not in machine.journal() + machine.say("systemctl", "show", AGENT)
