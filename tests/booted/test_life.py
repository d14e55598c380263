"""A phone that systemd leads: it registers, answers, dies and comes back, and takes changed settings."""

import signal

import pytest

from installed import AGENT, CORE
from rig.manager import Manager
from rig.phone import COMMUNITY
from rig.waiting import until


@pytest.fixture(scope="module", autouse=True)
def registered(phone, registrar):
    """Account 1, for all tests of this file."""
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the SIP core")
    phone.change(phone.account_values(1, registrar.target, sip_server__1__expires=600) | {"network.snmp.enable": 1})
    phone.wait_until_registered()
    assert list(registrar.bindings()) == ["1001"]


@pytest.fixture(scope="module")
def manager(scratch, phone):
    return Manager(scratch, phone.snmp_port)


def kill(machine, unit, number=signal.SIGKILL):
    """The main process, and a new start of it awaited."""
    restarts = machine.restarts(unit)
    machine.say("systemctl", "kill", "--kill-whom=main", f"--signal={number.name}", unit)
    machine.wait_until_restarted(unit, restarts)


def test_a_manager_reads_at_the_port_that_systemd_opened(machine, manager):
    until(lambda: manager.answers(version=2), "the agent to answer on port 161")
    assert manager.get("accountUserName.1", version=2) == ["1001"]
    assert machine.say("systemctl", "is-active", "lineman-snmp.socket") == "active"


def test_an_agent_that_is_killed_comes_back_and_the_registration_never_left(machine, phone, registrar, manager):
    before = machine.main_pid(AGENT), machine.main_pid(CORE)
    requests = registrar.seen()
    kill(machine, AGENT)
    assert machine.main_pid(AGENT) != before[0]
    assert machine.main_pid(CORE) == before[1]
    phone.wait_until_registered()
    assert registrar.seen() == requests
    until(lambda: manager.answers(version=2), "the new agent to answer on port 161")


def test_requests_wait_while_the_agent_is_started_anew(machine, phone):
    """The control socket is systemd's: nobody is refused."""
    restarts = machine.restarts(AGENT)
    machine.say("systemctl", "kill", "--kill-whom=main", "--signal=SIGKILL", AGENT)
    until(lambda: machine.show(AGENT, "ActiveState") != "active" or machine.restarts(AGENT) > restarts, "the agent to be gone")
    assert phone.ctl("status").code == 0
    machine.wait_until_restarted(AGENT, restarts)


def test_a_core_that_is_killed_comes_back_and_registers_anew(machine, phone, registrar):
    agent = machine.main_pid(AGENT)
    requests = registrar.seen()
    kill(machine, CORE)
    phone.wait_until_registered()
    until(lambda: registrar.seen() > requests, "the new core to register")
    assert machine.main_pid(AGENT) == agent


def test_a_reload_takes_a_changed_setting_and_says_so(machine, phone, manager):
    until(lambda: manager.answers(version=2), "the agent to answer on port 161")
    pid = machine.main_pid(AGENT)
    phone.configure({"snmp.community.1.name": "another"})
    machine.say("systemctl", "reload", AGENT)
    until(lambda: not manager.answers(version=2), f"{COMMUNITY} to be no community any more")
    phone.configure({"snmp.community.1.name": COMMUNITY})
    machine.say("systemctl", "reload", AGENT)
    until(lambda: manager.answers(version=2), "the community to be one again")
    assert machine.main_pid(AGENT) == pid
    assert machine.show(AGENT, "ActiveState") == "active"


def test_a_reload_with_a_mistake_changes_nothing(machine, phone, manager):
    phone.configure({"snmp.rate_limit": "often"})
    machine.run("systemctl", "reload", AGENT)
    until(lambda: "snmp.rate_limit" in machine.journal("-u", AGENT), "the journal to name the setting")
    assert machine.show(AGENT, "ActiveState") == "active"
    assert manager.answers(version=2)
    phone.configure({"snmp.rate_limit": None})
    machine.say("systemctl", "reload", AGENT)


def test_the_status_line_counts_what_is_registered(machine, phone):
    phone.wait_until_registered()
    until(lambda: "1 registered" in machine.show(AGENT, "StatusText") or None, "the status line to say it")
    assert machine.show(AGENT, "StatusText") in machine.say("systemctl", "status", "--no-pager", AGENT)
