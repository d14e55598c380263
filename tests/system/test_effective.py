"""What acts beside what is stored: in linemanctl, in the MIB, and in the answer to a change."""

import pytest

from rig.waiting import until


@pytest.fixture
def idle(phone):
    """Nothing has to register for these."""
    return phone


def acting(phone, name):
    [value] = phone.ask("get", "--effective", name)["values"]
    return value["value"], value["effective"], value["reason"]


def test_the_answer_to_a_change_says_what_acts_otherwise(idle):
    reply = idle.set({"account.1.sip_server.1.address": "sip.test", "account.1.sip_server.1.failback_mode": 3,
                      "account.1.sip_server.1.failback_timeout": 17}).json
    assert reply["advice"] == ["account.1.sip_server.1.failback_timeout 1 to 59 seconds act as 60"]


def test_advice_on_a_dry_run_is_of_what_would_be_stored(idle):
    reply = idle.set({"account.1.sip_server.1.only_signal_with_registered": 1}, "--dry-run").json
    assert reply["advice"] == ["account.1.sip_server.1.only_signal_with_registered does not act while register_on_enable is 0"]
    assert acting(idle, "account.1.sip_server.1.only_signal_with_registered") == ("0", "0", None)


def test_a_manager_reads_what_acts_beside_what_is_stored(idle, manager):
    idle.change({"account.2.sip_server.1.address": "sip.test", "account.2.sip_server.1.failback_mode": 3,
                 "account.2.sip_server.1.failback_timeout": 59})
    assert manager.get("sipServerFailbackTimeout.2.1", "sipServerEffectiveFailbackTimeout.2.1") == ["59", "60"]
    idle.change({"account.2.sip_server.1.address": "192.0.2.1"})
    assert manager.get("sipServerFailbackMode.2.1", "sipServerEffectiveFailbackMode.2.1") == ["3", "0"]


def test_a_proxy_inherits_until_it_has_a_value_of_its_own(idle, manager):
    idle.change({"account.1.sip_server.2.retry_counts": 7})
    name = "account.1.outbound_proxy.2.retry_counts"
    assert acting(idle, name) == ("-1", "7", "inherits account.1.sip_server.2.retry_counts")
    assert manager.set([("outboundProxyRetryCounts.1.2", "i", 0)]).error == "noError"
    value, effective, reason = acting(idle, name)
    assert (value, effective) == ("0", "0") and "outbound_proxy_enable" in reason


def test_a_value_of_the_core_waits_for_its_start(idle):
    name = "static.network.dns.query_timeout"
    reply = idle.set({name: 9}).json
    assert reply["advice"] == [name + " acts after the next start"]
    until(lambda: acting(idle, name) == ("9", "3", "waits for the SIP core's next start"), "the value to wait")
    idle.change({name: 3})
    until(lambda: acting(idle, name) == ("3", "3", None), "the value to act")


def test_a_value_of_the_agent_waits_for_its_start(idle):
    before, _, _ = acting(idle, "network.snmp.port")
    other = "1162" if before != "1162" else "1163"
    idle.change({"network.snmp.port": other})
    assert acting(idle, "network.snmp.port") == (other, before, "waits for the agent's next start")
    idle.restart_agent()
    assert acting(idle, "network.snmp.port") == (other, other, None)


def test_the_guard_of_changes_from_afar_has_a_name_at_every_door(idle, manager):
    path = "Device.X_00005E_Guard.Seconds"
    assert manager.set([("guardSeconds.0", "u", 9)]).error == "wrongValue"
    assert manager.set([("guardSeconds.0", "u", 30)]).error == "noError"
    assert idle.get(path) == {path: "30"} == idle.get("guardSeconds.0")
    idle.change({"guardSeconds.0": 0})
    assert manager.get("guardSeconds.0", "guardRemaining.0", "guardWaitingFor.0") == ["0", "0", ""]
    assert "Guard" not in idle.ctl("export").out
