"""One SET PDU is one transaction, from the manager to the registrar and the disk."""

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from rig.phone import WRITING_COMMUNITY
from rig.snmp_packets import SET, message, outcome, text
from rig.waiting import until

SIX = [
    ("sipServerExpires.1.1", "u", "120"),
    ("sipServerRetryCounts.1.1", "u", "2"),
    ("accountLabel.1", "s", "Front desk"),
    ("sipServerExpires.2.1", "u", "180"),
    ("accountFallbackTimeout.2", "u", "33"),
    ("sipTimerT2.0", "u", "3500"),
]
SIX_STORED = {
    "account.1.sip_server.1.expires": "120",
    "account.1.sip_server.1.retry_counts": "2",
    "account.1.label": "Front desk",
    "account.2.sip_server.1.expires": "180",
    "account.2.fallback.timeout": "33",
    "sip.timer_t2": "3.5",
}


@pytest.fixture
def two_accounts(phone, registrar_a):
    """Both registered with the same registrar."""
    phone.change(phone.account_values(1, registrar_a.target, sip_server__1__expires=600)
                 | phone.account_values(2, registrar_a.target, sip_server__1__expires=600))
    for account in (1, 2):
        phone.wait_until_registered(account)
    return phone


def everything(phone):
    return phone.get("*"), phone.generation(), phone.history()


def test_six_varbinds_over_two_accounts_and_three_tables(two_accounts, registrar_a, manager):
    before = two_accounts.generation()
    assert manager.set(SIX).error == "noError"

    # One generation, with the asker and exactly these names.
    assert two_accounts.generation() == before + 1
    newest = two_accounts.history()[0]
    assert newest["generation"] == before + 1
    assert newest["asker"]["door"] == "snmp" and "manager" in newest["asker"]["who"]
    assert sorted(newest["changed"]) == sorted(SIX_STORED)

    # The same values at every door.
    assert two_accounts.get(*SIX_STORED) == SIX_STORED
    assert manager.get(*(name for name, _, _ in SIX)) == [value for _, _, value in SIX]
    assert two_accounts.status()["sipcore"]["generation"] == before + 1

    # And the registrar has it from both accounts.
    for user, expires in (("1001", 120), ("1002", 180)):
        until(lambda: any(one["Expires"] <= expires for one in registrar_a.bindings().get(user, [])),
              f"{user} to register for {expires} s")
        assert registrar_a.requests("REGISTER", user)[-1].expires == str(expires)

    # After a restart too.
    two_accounts.restart_agent()
    assert two_accounts.get(*SIX_STORED) == SIX_STORED
    assert two_accounts.generation() == before + 1
    assert manager.get("configGeneration.0") == [str(before + 1)]


BAD = {
    "out of range": (("sipServerExpires.2.2", "u", "29"), "wrongValue"),
    "too long": (("accountDisplayName.2", "s", "x" * 100), "wrongLength"),
    "of another type": (("sipServerPort.2.2", "s", "5060"), "wrongType"),
    "read-only": (("accountState.2", "i", "5"), "notWritable"),
    "in no row": (("accountLabel.3", "s", "third"), "noCreation"),
    "inconsistent": (("sipServerAddress.2.2", "s", "127.0.0.1"), "inconsistentValue"),
}


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("index", [1, 4, 7])
def test_one_bad_varbind_changes_nothing(two_accounts, registrar_a, manager, what, index):
    bad, error = BAD[what]
    if what == "inconsistent":  # server 2 as server 1: same address, port and transport
        two_accounts.change({"account.2.sip_server.2.port": registrar_a.port})
    before = everything(two_accounts)
    seen = registrar_a.seen()
    varbinds = SIX[:index - 1] + [bad] + SIX[index - 1:]

    refused = manager.set(varbinds)
    assert (refused.error, refused.index) == (error, index), refused.text
    assert everything(two_accounts) == before

    two_accounts.restart_agent()
    assert everything(two_accounts) == before
    # The next good change is the next thing that the registrar hears of.
    two_accounts.change({"account.1.sip_server.1.expires": 300})
    until(lambda: registrar_a.requests("REGISTER", "1001")[-1].expires == "300", "the account to register anew")
    assert {one.expires for one in registrar_a.requests("REGISTER")} == {"600", "300"}
    assert registrar_a.seen() > seen


def test_a_set_that_changes_nothing_is_a_success_without_a_generation(two_accounts, registrar_a, manager):
    before = everything(two_accounts)
    assert manager.set([("sipServerExpires.1.1", "u", "600")]).error == "noError"
    assert everything(two_accounts) == before


def test_two_managers_cannot_overwrite_each_other(two_accounts, manager):
    [serial] = manager.get("configSerialNo.0")
    first = [("configSerialNo.0", "i", serial), ("accountLabel.1", "s", "first")]
    second = [("configSerialNo.0", "i", serial), ("accountLabel.1", "s", "second")]
    assert manager.set(first).error == "noError"
    refused = manager.set(second)
    assert (refused.error, refused.index) == ("inconsistentValue", 1)
    assert two_accounts.get("account.1.label") == {"account.1.label": "first"}


def test_the_lock_alone_is_a_set_too(two_accounts, manager):
    [serial] = manager.get("configSerialNo.0")
    before = everything(two_accounts)
    assert manager.set([("configSerialNo.0", "i", serial)]).error == "noError"
    assert manager.get("configSerialNo.0") == [str(int(serial) + 1)]
    assert two_accounts.get("*") == before[0]
    refused = manager.set([("configSerialNo.0", "i", serial)])
    assert (refused.error, refused.index) == ("inconsistentValue", 1)
    refused = manager.set([("accountLabel.1", "s", "x"), ("configSerialNo.0", "i", serial)])
    assert (refused.error, refused.index) == ("inconsistentValue", 2)
    assert two_accounts.get("*") == before[0]


def test_one_object_twice_is_one_change_or_none(two_accounts, manager):
    """RFC 3416, 4.2.5, leaves it to the agent. The same value is the same wish; two values are none."""
    before = everything(two_accounts)
    refused = manager.set([("accountLabel.1", "s", "one"), ("sipTimerT2.0", "u", "3500"), ("accountLabel.1", "s", "two")])
    assert (refused.error, refused.index) == ("inconsistentValue", 1), refused  # the tool tells the object, which is the same
    assert everything(two_accounts) == before
    assert manager.set([("accountLabel.1", "s", "one"), ("accountLabel.1", "s", "one")]).error == "noError"
    assert two_accounts.history()[0]["changed"] == ["account.1.label"]


def test_the_shell_and_the_manager_see_the_same(two_accounts, manager):
    two_accounts.change({"account.2.label": "Lager", "account.2.fallback.redundancy_type": 1})
    assert manager.get("accountLabel.2", "accountFallbackRedundancyType.2") == ["Lager", "1"]
    refused = two_accounts.set({"account.2.label": "x" * 100, "sip.timer_t1": "11", "no.such": "1"})
    assert refused.code == 1
    assert {one["name"] for one in refused.json["problems"]} == {"account.2.label", "sip.timer_t1", "no.such"}


def test_secrets_are_never_shown(two_accounts, manager):
    assert manager.get("accountPassword.1") == [""]
    assert two_accounts.get("account.1.password") == {"account.1.password": "********"}
    for log in (two_accounts.agent.log, two_accounts.core.log):
        assert "secret1001" not in log.read_text()


LABEL = "1.3.6.1.4.1.32473.2.1.1.3.1.3.1"


def test_a_manager_that_asks_again_gets_its_answer_again(make_phone):
    """The same message twice is one change."""
    phone = make_phone(settings=WRITING_COMMUNITY)
    phone.start()
    phone.change({"network.snmp.enable": 1})
    until(lambda: all(one["open"] for one in phone.status()["doors"] if one["door"] == "snmp"), "the door to be open")
    before = phone.generation()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.settimeout(10)
        end.connect(("127.0.0.1", phone.snmp_port))
        asked = message(SET, "writer", [(LABEL, text("once"))], request=4711)
        end.send(asked)
        first = end.recv(65536)
        phone.change({"account.1.label": "by somebody else"})
        end.send(asked)
        assert end.recv(65536) == first
        assert outcome(first) == ("noError", 0)
    assert phone.get("account.1.label") == {"account.1.label": "by somebody else"}
    assert phone.generation() == before + 2


def test_many_at_once_are_one_after_the_other(two_accounts, manager):
    """From the shell and from a manager: each yes is a generation of its own, and nothing is mixed."""
    before = two_accounts.generation()

    def at_the_shell(number):
        return two_accounts.set({"account.1.label": f"shell {number}", "account.2.label": f"shell {number}"}).code == 0

    def by_snmp(number):
        return manager.set([("accountLabel.1", "s", f"snmp {number}"),
                            ("accountLabel.2", "s", f"snmp {number}")]).error == "noError"

    with ThreadPoolExecutor(8) as pool:
        outcomes = [pool.submit(ask, number) for number in range(12) for ask in (at_the_shell, by_snmp)]
        done = sum(one.result() for one in outcomes)
    assert two_accounts.generation() == before + done
    labels = two_accounts.get("account.*.label")
    assert labels["account.1.label"] == labels["account.2.label"]


def test_only_trusted_sources_are_answered(two_accounts, manager):
    assert manager.set([("networkSnmpTrustIp.0", "s", "192.0.2.0/24")]).error == "noError"
    until(lambda: not manager.answers(), "the manager to be shut out")
    two_accounts.change({"network.snmp.trust_ip": "192.0.2.0/24 127.0.0.0/8"})
    until(manager.answers, "the manager to be let in")
    assert int(manager.get("snmpAgentUntrusted.0")[0]) >= 1


def test_the_door_is_closed_and_opened_by_its_parameter(two_accounts, manager):
    two_accounts.change({"network.snmp.enable": 0})
    until(lambda: not manager.answers(), "the door to close")
    two_accounts.change({"network.snmp.enable": 1})
    until(manager.answers, "the door to open")
