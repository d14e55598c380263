"""What the ACS hears of changes that it did not make."""

import pytest

from rig.management import ASKED_FOR, VALUE_CHANGE, ask_for_session, point, session_now, wait_for_result, wait_until_delivered
from rig.transfers import phone_file
from rig.tree import EXPIRES, LABEL, LABEL_2, SIP, STATUS, client, network
from rig.waiting import until
from scripted_acs import soap

OFF, PASSIVE, ACTIVE = 0, 1, 2


def wants(phone, acs, level, *names):
    session = session_now(phone, acs)
    session.notify(level, *names)
    assert session.attributes(*names) == dict.fromkeys(names, level)
    session.end()
    wait_for_result(phone, "ok")
    wait_until_delivered(phone, ASKED_FOR)


def assert_quiet(phone, acs):
    """The next session is the one asked for here, without a VALUE CHANGE."""
    session = session_now(phone, acs)
    assert session.inform.events == [ASKED_FOR]
    session.end()
    wait_for_result(phone, "ok")
    wait_until_delivered(phone, ASKED_FOR)


def set_by_snmp(phone, manager, text):
    assert manager.set([("accountLabel.1", "s", text)]).error == "noError"


def set_at_the_shell(phone, manager, text):
    phone.change({"account.1.label": text})


def import_a_file(phone, manager, text):
    file = phone.folder / "import.cfg"
    file.write_bytes(phone_file({"account.1.label": text}))
    assert phone.ctl("import", file).code == 0


@pytest.mark.parametrize("change", [set_by_snmp, set_at_the_shell, import_a_file])
def test_another_door_changes_a_value(managed, acs, manager, change):
    wants(managed, acs, ACTIVE, LABEL)
    change(managed, manager, "by another")
    session = acs.session()
    assert session.inform.events == [VALUE_CHANGE]
    assert session.inform.values[LABEL].text == "by another"
    session.end()
    wait_for_result(managed, "ok")
    assert_quiet(managed, acs)


def test_its_own_changes_are_not_told(managed, acs):
    wants(managed, acs, ACTIVE, LABEL)
    session = session_now(managed, acs)
    assert session.set([(LABEL, "string", "by the ACS"), (LABEL_2, "string", "too")], "key") == 0
    session.end()
    wait_for_result(managed, "ok")
    assert_quiet(managed, acs)
    managed.restart_agent()
    assert_quiet(managed, acs)


def test_what_nobody_asked_for_is_not_told(managed, acs):
    wants(managed, acs, ACTIVE, LABEL)
    managed.change({"account.2.label": "nobody asked"})
    assert_quiet(managed, acs)
    wants(managed, acs, OFF, LABEL)
    managed.change({"account.1.label": "no more"})
    assert_quiet(managed, acs)


def test_passive_waits_for_a_session(managed, acs):
    wants(managed, acs, PASSIVE, LABEL)
    managed.change({"account.1.label": "told later"})
    session = session_now(managed, acs)
    assert set(session.inform.events) == {ASKED_FOR, VALUE_CHANGE}
    assert session.inform.values[LABEL].text == "told later"
    session.end()
    wait_for_result(managed, "ok")
    assert_quiet(managed, acs)


def test_several_changes_are_one_inform(managed, acs):
    """While nobody takes the Inform; what counts is the value at the end."""
    wants(managed, acs, ACTIVE, LABEL, LABEL_2, EXPIRES)
    acs.close()
    for number in range(5):
        managed.change({"account.1.label": f"number {number}", "account.2.label": f"number {number}"})
    wait_for_result(managed, "refused", "connect")
    acs.open()
    ask_for_session(managed)
    session = acs.session()
    assert set(session.inform.events) == {VALUE_CHANGE, ASKED_FOR}
    assert {name: value.text for name, value in session.inform.values.items() if name in (LABEL, LABEL_2, EXPIRES)} == {
        LABEL: "number 4", LABEL_2: "number 4"}
    session.end()
    wait_for_result(managed, "ok")
    assert_quiet(managed, acs)


def test_a_change_during_a_session_comes_after_it(managed, acs):
    wants(managed, acs, ACTIVE, LABEL)
    session = session_now(managed, acs)
    session.get(LABEL)
    managed.change({"account.1.label": "meanwhile"})
    assert session.get(LABEL) == {LABEL: "meanwhile"}
    session.end()
    again = acs.session()
    assert again.inform.events == [VALUE_CHANGE]
    assert again.inform.values[LABEL].text == "meanwhile"
    again.end()


@pytest.mark.parametrize("trouble", ["silent", "closed"])
def test_a_death_between_the_change_and_its_inform(managed, acs, trouble):
    """It is told, and once."""
    wants(managed, acs, ACTIVE, LABEL)
    if trouble == "closed":
        acs.close()
    managed.change({"account.1.label": "before the death"})
    if trouble == "silent":
        acs.next_inform().nothing()
    managed.agent.kill()
    if trouble == "closed":
        acs.open()
    managed.start_agent()
    session = acs.session()
    assert session.inform.events == [VALUE_CHANGE]
    assert session.inform.values[LABEL].text == "before the death"
    session.end()
    wait_for_result(managed, "ok")
    wait_until_delivered(managed, VALUE_CHANGE)
    managed.kill_agent()
    assert_quiet(managed, acs)


def test_a_death_right_after_each_of_many_changes(managed, acs):
    """The agent is killed as soon as the change is answered, wherever it then is."""
    wants(managed, acs, ACTIVE, LABEL)
    for number in range(8):
        managed.change({"account.1.label": f"number {number}"})
        managed.kill_agent()
        session = acs.session()
        assert session.inform.events == [VALUE_CHANGE]
        assert session.inform.values[LABEL].text == f"number {number}"
        session.end()
        wait_for_result(managed, "ok")
        wait_until_delivered(managed, VALUE_CHANGE)
    assert_quiet(managed, acs)


def test_attributes_outlive_a_death(managed, acs):
    wants(managed, acs, ACTIVE, LABEL)
    wants(managed, acs, PASSIVE, EXPIRES)
    managed.kill_agent()
    session = session_now(managed, acs)
    assert session.attributes(LABEL, EXPIRES, LABEL_2) == {LABEL: ACTIVE, EXPIRES: PASSIVE, LABEL_2: OFF}
    session.end()
    managed.change({"account.1.label": "still told"})
    told = acs.session()
    assert told.inform.events == [VALUE_CHANGE]
    told.end()


def test_attributes_are_set_together_or_not_at_all(managed, acs):
    session = session_now(managed, acs)
    for bad, code in (("Device.NoSuch", 9005), ("Device.DeviceInfo.UpTime", 9009)):
        assert session.fault_of(soap.set_attributes({LABEL: ACTIVE, bad: ACTIVE})).code == code
    assert session.fault_of(soap.set_attributes({LABEL: 1, EXPIRES: 3})).code == 9009
    assert session.fault_of(soap.set_attributes({LABEL: 1, EXPIRES: 7})).code in (9003, 9009)
    assert session.attributes(LABEL, EXPIRES) == {LABEL: OFF, EXPIRES: OFF}
    session.end()


def test_attributes_of_whole_objects(managed, acs):
    """With their dot or, as some ask, without it."""
    session = session_now(managed, acs)
    session.notify(PASSIVE, client(1))
    leaves = [name for name in session.names(client(1)) if not name.endswith(".")]
    for asked in (client(1), client(1).rstrip(".")):
        assert session.attributes(asked) == dict.fromkeys(leaves, PASSIVE)
    whole = session.attributes("")
    assert list(whole) == [name for name in session.names("") if not name.endswith(".")]
    session.end()


def test_forced_notifications_cannot_be_turned_off(managed, acs):
    session = session_now(managed, acs)
    name = "Device.DeviceInfo.SoftwareVersion"
    assert session.attributes(name) == {name: ACTIVE}
    fault = session.exchange(soap.set_attributes({name: OFF})).fault
    assert not fault or fault.code == 9009
    assert session.attributes(name) == {name: ACTIVE}
    session.end()


def test_both_names_of_a_value_are_told(managed, acs):
    names = network(1, "ProxyServer"), SIP + "Network.1.FQDNServer.1.Domain"
    wants(managed, acs, ACTIVE, *names)
    managed.change({"account.1.sip_server.1.address": "sip.test"})
    session = acs.session()
    assert session.inform.events == [VALUE_CHANGE]
    assert {name: session.inform.values[name].text for name in names} == dict.fromkeys(names, "sip.test")
    session.end()


def test_a_state_is_told_when_it_changes(managed, acs, registrar_a):
    """A live value: the registration."""
    wants(managed, acs, ACTIVE, STATUS)
    managed.change(managed.account_values(1, registrar_a.target))
    seen = []
    while "Up" not in seen:
        session = acs.session()
        assert session.inform.events == [VALUE_CHANGE]
        seen.append(session.inform.values[STATUS].text)
        session.end()
    managed.wait_until_registered()


def test_another_acs_hears_of_nothing_before_it_asks(managed, acs, make_acs):
    """0 BOOTSTRAP discards what stood in the queue."""
    wants(managed, acs, ACTIVE, LABEL)
    acs.close()
    managed.change({"account.1.label": "never told"})
    other = make_acs()
    point(managed, other)
    session = other.session()
    assert session.inform.events[0] == "0 BOOTSTRAP"
    assert VALUE_CHANGE not in session.inform.events
    session.end()
    until(lambda: wait_for_result(managed, "ok"), "the session to end")
