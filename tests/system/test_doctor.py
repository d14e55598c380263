"""`linemanctl doctor` on real phones: nothing where nothing is wrong; its programs, its servers, and whom it cannot reach, each
fault with its advice."""

import pytest

from rig.doctor import examine, healthy, run
from rig.management import PHONE_USER, first_contact, point, wait_for_result
from rig.ports import free_port
from rig.registrar import Registrar, Tls
from rig.waiting import until
from scripted_acs.certificates import authority
from scripted_acs.server import Policy

TLS = 2  # transport_type


def test_a_healthy_phone_has_no_findings(started, registrar_a, acs):
    phone = started
    phone.change({"network.snmp.enable": 1} | phone.account_values(1, f"multi.sip.test:{registrar_a.port}"))
    phone.wait_until_registered()
    first_contact(phone, acs)
    found = examine(phone)
    assert (found.code, found.ids, found.unchecked) == (0, [], [])
    assert {one["check"]: one["result"] for one in found.report["checks"]} == dict.fromkeys(
        ["agent", "settings", "clock", "folders", "files", "certificates", "doors", "dns", "accounts", "acs"], "ok")
    assert "Nothing wrong was found." in run(phone).stdout


def test_the_agent_is_not_running(sound):
    found = examine(sound)
    [agent] = found.only("agent-not-running")
    assert found.report["findings"][0] == agent, "it stands first"
    assert "systemctl restart lineman-agent" in agent["command"]
    assert "whether the accounts are registered" in found.unchecked


def test_the_agent_hangs(started):
    started.agent.stop()
    try:
        [agent] = examine(started).of("agent-not-answering")
    finally:
        started.agent.resume()
    assert str(started.agent.pid) in agent["what"]
    assert "Restart it" in agent["advice"]


def test_the_sip_core_is_not_running(started):
    assert started.core.end() == 0
    until(lambda: not started.status()["sipcore"]["connected"], "the agent to notice")
    found = examine(started)
    [core] = found.only("core-away")
    assert "restart lineman-sipcore" in core["command"]
    assert "whether the accounts are registered" in found.unchecked


def test_a_wrong_setting_is_named_with_its_line(started):
    with open(started.config, "a", encoding="utf-8") as file:
        file.write("device.accounts = many\nno.such = 1\n")
    [twice, unknown] = examine(started).of("settings-wrong")
    line = len(started.config.read_text().splitlines())
    assert (twice["where"], unknown["where"]) == (f"{started.config}:{line - 1}", f"{started.config}:{line}")
    assert "unknown setting no.such" in unknown["what"]
    assert "lineman-agentd --check" in unknown["command"]


def test_a_dead_name_server(started, name_server, registrar_a):
    started.change(started.account_values(1, f"multi.sip.test:{registrar_a.port}"))
    started.wait_until_registered()
    name_server.stop()
    found = examine(started)
    [dns] = found.only("dns-silent")
    assert name_server.setting in dns["what"]
    assert dns["where"] == "sip.dns_servers"
    assert "firewall" in dns["advice"] and dns["command"].startswith("dig @127.0.0.1 -p ")
    assert "whether there is a server multi.sip.test" in found.unchecked


def test_a_name_that_does_not_exist(started):
    started.change(started.account_values(1, "nobody.sip.test:5060"))
    started.wait_for("the account to fail", state="allServersFailed")
    found = examine(started)
    [name] = found.of("name-unknown")
    assert "nobody.sip.test" in name["what"]
    assert name["where"] == "account.1.sip_server.1.address"
    assert "Correct the name" in name["advice"]


def test_a_wrong_password(started, registrar_a):
    started.change(started.account_values(1, registrar_a.target) | {"account.1.password": "not-the-one"})
    started.wait_for("the registrar to refuse", state="authFailed")
    [password] = examine(started).only("account-password")
    assert password["where"] == "account.1"
    assert password["command"] == "linemanctl set account.1.password=-"
    assert "set the password anew" in password["advice"]


def test_a_registrar_that_is_gone(started):
    port = free_port()
    started.change(started.account_values(1, f"127.0.0.1:{port}", sip_server__1__transport_type=1))
    started.wait_for("the account to fail", state="allServersFailed")
    [account] = examine(started).only("account-unreachable")
    assert f"no connection to 127.0.0.1 port {port}: Connection refused" in account["what"]
    assert "firewall" in account["advice"]


def test_an_expired_certificate_of_a_registrar(make_phone, name_server, scratch):
    ca = authority(scratch / "ca")
    phone = make_phone(name_server=name_server, settings={"sip.ca_file": ca.certificate})
    healthy(phone)
    phone.start()
    registrar = Registrar("B", scratch, "127.0.0.2", free_port(),
                          Tls(free_port(), *ca.sign("b", ["DNS:b.sip.test"], expired=True)))
    registrar.start()
    try:
        phone.change(phone.account_values(1, f"b.sip.test:{registrar.tls.port}", sip_server__1__transport_type=TLS))
        phone.wait_for("the account to fail", state="allServersFailed")
        found = examine(phone)
    finally:
        registrar.stop()
    [certificate] = found.of("registrar-certificate")
    assert "has expired: it ended on 2020-01-02T00:00:00Z" in certificate["what"]
    assert "renew it" in certificate["advice"]
    # The authority of this test lives for two days.
    assert set(found.ids) == {"registrar-certificate", "certificate-ends-soon"}


@pytest.fixture
def trusting(make_phone, name_server, scratch):
    """A started phone, and the authority that it trusts for its ACS."""
    ca = authority(scratch / "ca")
    phone = make_phone(name_server=name_server, settings={"cwmp.ca_file": ca.certificate})
    healthy(phone)
    phone.start()
    return phone, ca


ACS_FAULTS = {
    "expired": "has expired: it ended on 2020-01-02T00:00:00Z",
    "other name": "is not for 127.0.0.1",
    "unknown authority": "is signed by no known authority",
}


@pytest.mark.parametrize("what", ACS_FAULTS)
def test_a_bad_certificate_of_the_acs(trusting, make_acs, scratch, what):
    phone, ca = trusting
    signer = authority(scratch / "stranger", "stranger") if what == "unknown authority" else ca
    names = ["DNS:other.test"] if what == "other name" else ["IP:127.0.0.1"]
    acs = make_acs(certificate=signer.sign("acs", names, expired=what == "expired"))
    point(phone, acs)
    wait_for_result(phone, "certificate")
    [certificate] = examine(phone).of("acs-certificate")
    assert ACS_FAULTS[what] in certificate["what"]
    assert certificate["where"] == acs.url()
    assert "cwmp.ca_file" in certificate["advice"]


def test_an_acs_that_is_gone(started, make_acs):
    acs = make_acs()
    acs.close()
    point(started, acs)
    wait_for_result(started, "cannot connect")
    [gone] = examine(started).only("acs-unreachable")
    assert "Connection refused" in gone["what"]


def test_an_acs_whose_name_does_not_exist(started, acs):
    point(started, acs, url="http://acs.invalid:7547/")
    wait_for_result(started, "cannot find the address")
    [name] = examine(started).only("acs-name")
    assert "acs.invalid" in name["what"]
    assert "static.managementserver.url" in name["advice"]


def test_an_acs_that_refuses_the_password(started, make_acs):
    acs = make_acs(policy=Policy("digest", PHONE_USER))
    point(started, acs, password="not-the-one")
    wait_for_result(started, "refuses our credentials")
    [refused] = examine(started).only("acs-password")
    assert "linemanctl set static.managementserver.password=-" in refused["command"]


def test_the_doctor_changes_nothing(started, name_server):
    name_server.stop()
    before = (started.generation(), started.history(), started.counters())
    assert run(started).returncode == 1
    assert (started.generation(), started.history(), started.counters()) == before


@pytest.mark.parametrize("format", ["text", "keyvalue"])
def test_no_line_is_longer_than_a_terminal(sound, format):
    done = run(sound, "-f", format)
    assert "agent-not-running" in done.stdout and "\033" not in done.stdout
    if format == "text":
        assert max(len(line) for line in done.stdout.splitlines()) <= 80
