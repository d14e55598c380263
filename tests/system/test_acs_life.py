"""What outlives the agent, the machine, and the ACS: retries, Reboot, FactoryReset."""

import os
import signal

import pytest

from rig.management import (ASKED_FOR, BOOTSTRAP, PERIODIC, acs_status, ask_for_session, first_contact, point, session_now,
                            wait_for_result)
from rig.tree import KEY, LABEL
from rig.waiting import until
from scripted_acs import soap


def state_of(phone):
    return (phone.state / "cwmp" / "state").read_text()


# Retries

def test_an_acs_that_is_not_there(managed, acs):
    """The status says why, and the phone goes on trying."""
    acs.close()
    ask_for_session(managed)
    wait_for_result(managed, "refused", "connect")
    assert acs_status(managed)["url"] == acs.url()
    acs.open()
    session = acs.session()  # by itself, 5 to 10 s after the failure
    assert session.inform.events == [ASKED_FOR]
    assert session.inform.retry_count >= 1
    session.end()
    wait_for_result(managed, "ok")
    session = session_now(managed, acs)
    assert session.inform.retry_count == 0
    session.end()


def test_the_retry_count_outlives_the_agent(managed, acs):
    """Sessions in vain are counted over deaths of the agent."""
    for failed in range(1, 4):
        ask_for_session(managed)
        exchange = acs.next_inform()
        assert exchange.message.retry_count == failed - 1
        exchange.close()
        until(lambda: f"retry_count = {failed}" in state_of(managed),
              "the failure to be written down")
        managed.kill_agent()
    session = acs.session()
    assert session.inform.retry_count == 3
    session.end()
    wait_for_result(managed, "ok")
    session = session_now(managed, acs)
    assert session.inform.retry_count == 0
    session.end()


def test_a_new_event_tries_at_once(managed, acs):
    """However long the wait of the failed ones."""
    for _ in range(3):
        ask_for_session(managed)
        acs.next_inform().reply(503)
        wait_for_result(managed, "503")
    session = session_now(managed, acs)
    assert session.inform.retry_count == 3
    session.end()


def test_a_state_file_that_is_torn_is_no_obstacle(managed, acs):
    """What it held is lost; the phone begins with the ACS as a new one and says so in the log."""
    managed.agent.kill()
    state = managed.state / "cwmp" / "state"
    text = state.read_text()
    state.write_text(text[:len(text) // 2])
    managed.start_agent()
    session = acs.session()
    assert "0 BOOTSTRAP" in session.inform.events
    session.end()
    wait_for_result(managed, "ok")
    assert "the state of the ACS door is lost" in managed.agent.output()


# Reboot

@pytest.fixture
def rebootable(make_phone, acs, scratch):
    """A phone whose reboot is a script that leaves a mark."""
    mark = scratch / "rebooted"
    hook = scratch / "reboot"
    hook.write_text(f"#!/bin/sh\necho \"$0 $*\" >>{mark}\n")
    hook.chmod(0o755)
    phone = make_phone(settings={"cwmp.reboot_command": f"{hook} now 'not a shell; $(x)'"})
    phone.mark = mark
    phone.start()
    first_contact(phone, acs)
    return phone


def test_a_reboot(rebootable, acs):
    session = session_now(rebootable, acs)
    session.reboot("key of the reboot")
    # Not before the session's end.
    assert session.get(KEY) == {KEY: ""}
    assert not rebootable.mark.exists()
    session.end()
    until(rebootable.mark.exists, "the hook to run")
    rebootable.kill_agent()
    session = acs.session()
    assert session.inform.keyed_events == [("1 BOOT", ""), ("M Reboot", "key of the reboot")]
    session.end()
    wait_for_result(rebootable, "ok")
    # Once: neither the event nor the reboot comes again.
    until(lambda: "M Reboot" not in state_of(rebootable), "the delivery to be written down")
    rebootable.kill_agent()
    session = session_now(rebootable, acs)
    assert session.inform.events == [ASKED_FOR]
    session.end()
    assert len(rebootable.mark.read_text().splitlines()) == 1


def test_the_hook_is_run_without_a_shell(rebootable, acs):
    session = session_now(rebootable, acs)
    session.reboot("k")
    session.end()
    until(lambda: rebootable.mark.exists() and rebootable.mark.read_text(), "the hook to run")
    said = rebootable.mark.read_text()
    assert said.startswith(str(rebootable.folder / "reboot")) and "$(x)" in said


def test_a_reboot_is_told_until_it_is_heard(rebootable, acs):
    session = session_now(rebootable, acs)
    session.reboot("heard late")
    session.end()
    until(rebootable.mark.exists, "the hook to run")
    rebootable.kill_agent()
    acs.next_inform().reply(503)
    until(lambda: "retry_count = 1" in state_of(rebootable), "the failure to be written down")
    rebootable.kill_agent()
    session = acs.session()
    assert session.inform.keyed_events == [("1 BOOT", ""), ("M Reboot", "heard late")]
    assert session.inform.retry_count == 1
    session.end()


def test_without_a_hook_a_reboot_is_denied(managed, acs):
    session = session_now(managed, acs)
    assert session.fault_of(soap.reboot("k")).code == 9001
    session.end()
    wait_for_result(managed, "ok")


def test_without_a_hook_that_works_the_phone_lives_on(make_phone, acs):
    phone = make_phone(settings={"cwmp.reboot_command": "/no/such/program"})
    phone.start()
    first_contact(phone, acs)
    session = session_now(phone, acs)
    session.reboot("k")
    session.end()
    until(lambda: "/no/such/program" in phone.agent.output(), "the log to say so")
    session = session_now(phone, acs)
    session.end()
    wait_for_result(phone, "ok")


# FactoryReset

FACTORY = """#!version:1.0.0.1
## what this model leaves the factory with
account.1.label = From the factory
static.managementserver.enable = 1
static.managementserver.url = {url}
static.managementserver.periodic_inform_enable = 0
some.other.name = 7
"""


@pytest.fixture
def with_factory_values(make_phone, acs, scratch):
    factory = scratch / "factory.cfg"
    factory.write_text(FACTORY.format(url=acs.url()))
    phone = make_phone(settings={"device.factory_file": factory})
    phone.start()
    return phone


def test_factory_values_are_in_force_at_the_first_start(with_factory_values, acs):
    session = acs.session()
    assert session.inform.events == BOOTSTRAP
    assert session.get(LABEL) == {LABEL: "From the factory"}
    session.end()
    with_factory_values.change({"account.1.label": "mine"})
    with_factory_values.restart_agent()
    assert with_factory_values.get("account.1.label") == {"account.1.label": "mine"}


def test_a_factory_reset(with_factory_values, acs, registrar_a):
    phone = with_factory_values
    acs.session().end()
    wait_for_result(phone, "ok")
    phone.change(phone.account_values(1, registrar_a.target, label="mine"))
    phone.wait_until_registered()
    session = session_now(phone, acs)
    session.notify(2, LABEL)
    session.set([(LABEL, "string", "of the ACS")], "key")
    session.factory_reset()
    # Nothing happens before the session's end.
    assert session.get(LABEL, KEY) == {LABEL: "of the ACS", KEY: "key"}
    session.end()

    session = acs.session()
    assert "0 BOOTSTRAP" in session.inform.events
    assert session.inform.values[KEY].text == ""
    assert session.get(LABEL) == {LABEL: "From the factory"}
    assert session.attributes(LABEL) == {LABEL: 0}
    session.end()
    wait_for_result(phone, "ok")
    values = phone.get("account.1.*")
    assert (values["account.1.label"], values["account.1.enable"], values["account.1.user_name"]) == (
        "From the factory", "0", "")
    phone.wait_for("the account to be given up", state="disabled")
    until(lambda: "1001" not in registrar_a.bindings(), "the binding to be taken back")
    # Once.
    phone.restart_agent()
    session = session_now(phone, acs)
    assert session.inform.events == [ASKED_FOR]
    session.end()


def test_a_death_before_the_factory_reset_does_not_undo_it(with_factory_values, acs):
    """The ACS was told yes."""
    phone = with_factory_values
    acs.session().end()
    wait_for_result(phone, "ok")
    phone.change({"account.1.label": "mine"})
    session = session_now(phone, acs)
    session.factory_reset()
    os.kill(phone.agent.pid, signal.SIGKILL)
    phone.agent.wait()
    phone.start_agent()
    session = acs.session()
    assert "0 BOOTSTRAP" in session.inform.events
    assert session.get(LABEL) == {LABEL: "From the factory"}
    session.end()


def test_the_parameter_key_outlives_everything_but_a_reset(managed, acs):
    session = session_now(managed, acs)
    session.set([(LABEL, "string", "x")], "kept")
    session.end()
    managed.kill_agent()
    managed.change({"account.1.label": "of another"})
    session = session_now(managed, acs)
    assert session.inform.values[KEY].text == "kept"
    session.end()


def test_enable_closes_and_opens_the_door(managed, acs):
    managed.change({"static.managementserver.enable": 0})
    assert acs_status(managed) is None
    managed.change({"static.managementserver.periodic_inform_interval": 5,
                    "static.managementserver.periodic_inform_enable": 1})
    managed.change({"static.managementserver.enable": 1})
    events = []
    while PERIODIC not in events:
        session = acs.session()
        events = session.inform.events
        assert "0 BOOTSTRAP" not in events
        session.end()


def test_an_empty_url_is_no_acs(managed, acs):
    point(managed, acs, url="")
    assert acs_status(managed) is None
    assert managed.ctl("inform").code == 1
