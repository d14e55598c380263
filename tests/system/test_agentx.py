"""The phone as an AgentX subagent of Debian's snmpd."""

import signal
import socket

import pytest

from rig.manager import Manager
from rig.master_agent import MasterAgent
from rig.phone import READER
from rig.waiting import until

EXPIRES = "sipServerExpires.1.1"


@pytest.fixture
def master(scratch):
    master = MasterAgent(scratch)
    yield master
    master.end()


@pytest.fixture
def phone(make_phone, master):
    phone = make_phone(settings={"snmp.agentx": master.address})
    phone.start()
    phone.change({"network.snmp.enable": 1})
    return phone


@pytest.fixture
def manager(scratch, master):
    return Manager(scratch, master.port)


def door(phone):
    [found] = [one for one in phone.status()["doors"] if one["door"] == "snmp"]
    return found


def shows_the_phone(manager):
    """snmpget succeeds where it is told that there is no such object."""
    return manager.answers() and manager.get("configGeneration.0")[0].isdigit()


def until_open(phone):
    until(lambda: door(phone)["open"], "the phone to be registered with the master agent")


def until_problem(phone, words):
    until(lambda: words in (door(phone)["problem"] or ""), f"the door's problem to be {words}")


def test_a_manager_reads_and_writes_through_the_master(phone, master, manager, scratch, registrar_a):
    master.start()
    until_open(phone)
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered(target=registrar_a.target)
    assert manager.get("accountState.1") == ["3"] or manager.get("accountTarget.1") == [registrar_a.target]
    assert manager.set([(EXPIRES, "u", "600"), ("accountLabel.2", "s", "Büro")]).error == "noError"
    assert phone.get("account.1.sip_server.1.expires", "account.2.label") == {
        "account.1.sip_server.1.expires": "600", "account.2.label": "Büro"}
    assert phone.history()[0]["asker"] == {"door": "snmp", "who": "agentx"}
    until(lambda: registrar_a.requests("REGISTER")[-1].expires == "600", "the registrar to hear of it")


def test_refusals_are_those_of_our_own_agent(phone, master, manager, scratch):
    master.start()
    until_open(phone)
    before = phone.generation()
    for varbinds, error, index in (
            ([("accountLabel.1", "s", "x"), (EXPIRES, "u", "7")], "wrongValue", 2),
            ([("accountLabel.9", "s", "x")], "noCreation", 1),
            ([("accountPassword.1", "s", "sesame")], "notWritable", 1)):
        refused = manager.set(varbinds)
        assert (refused.error, refused.index) == (error, index)
    assert Manager(scratch, master.port, READER).set([("accountLabel.1", "s", "x")]).error == "noAccess"
    assert phone.generation() == before


def test_nothing_of_our_own_listens(phone, master):
    master.start()
    until_open(phone)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", phone.snmp_port))


def test_the_master_comes_goes_and_comes_back(phone, master, manager):
    until_problem(phone, "the master agent: No such file or directory")
    master.start()
    until_open(phone)
    assert shows_the_phone(manager)
    master.kill()
    until_problem(phone, "the master agent: Connection refused")
    assert not door(phone)["open"]
    assert "the master agent" in phone.ctl("status").out
    master.start()
    until_open(phone)
    assert shows_the_phone(manager)


def test_a_master_that_hangs_holds_up_nobody_else(phone, master, registrar_a):
    master.start()
    until_open(phone)
    master.stop()
    phone.change({"network.snmp.enable": 0})
    phone.change({"network.snmp.enable": 1})
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered(target=registrar_a.target)
    until_problem(phone, "it does not answer")
    master.resume()
    until_open(phone)


def test_a_stopped_core_refuses_within_the_deadline(phone, master, manager):
    master.start()
    until_open(phone)
    phone.core.stop()
    refused = manager.set([("accountLabel.1", "s", "x")])
    assert (refused.error, refused.index) == ("resourceUnavailable", 1)
    assert door(phone)["open"], "the master agent has not given the phone up"
    phone.core.resume()
    until(lambda: manager.set([("accountLabel.1", "s", "x")]).error == "noError", "the core to go on")


def test_the_door_is_closed_unless_enabled(phone, master, manager):
    master.start()
    until_open(phone)
    phone.change({"network.snmp.enable": 0})
    assert not door(phone)["open"]
    assert not shows_the_phone(manager)
    phone.change({"network.snmp.enable": 1})
    until_open(phone)
    assert shows_the_phone(manager)


def test_a_manager_may_close_the_door_behind_itself(phone, master, manager):
    master.start()
    until_open(phone)
    assert manager.set([("networkSnmpEnable.0", "i", "2")]).error == "noError"
    until(lambda: not door(phone)["open"], "the door to close")
    assert phone.get("network.snmp.enable") == {"network.snmp.enable": "0"}


def test_an_agent_that_is_killed_comes_back(phone, master, manager):
    master.start()
    until_open(phone)
    phone.kill_agent()
    until_open(phone)
    assert shows_the_phone(manager)


def test_settings_read_again_leave_the_session(phone, master, manager):
    master.start()
    until_open(phone)
    phone.agent.signal(signal.SIGHUP)
    until(lambda: "settings read again" in phone.agent.output(), "the agent to read its settings again")
    assert door(phone)["open"]
    assert shows_the_phone(manager)
