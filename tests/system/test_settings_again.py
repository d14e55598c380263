"""SIGHUP: users of SNMP come, go and change while the phone stays registered; a wrong setting changes nothing."""

import signal

import pytest

from rig.manager import Manager
from rig.phone import User
from rig.waiting import until

FRESH = User("manager", "entirely other words", "write")
GUEST = User("guest", "only to have a look", "read")
BOOTS = ".1.3.6.1.6.3.10.2.1.2.0"
LABEL = "accountLabel.1"


def hang_up(phone):
    """SIGHUP, until the agent has said what came of it."""
    said = phone.agent.output().count("settings ")
    phone.agent.signal(signal.SIGHUP)
    until(lambda: phone.agent.output().count("settings ") > said, "the agent to read its settings again")
    return phone.agent.output()


def user_settings(phone, number, user):
    key = phone.secret_file(user.passphrase)
    return {f"snmp.user.{number}.name": user.name, f"snmp.user.{number}.access": user.access,
            f"snmp.user.{number}.auth": "SHA-256", f"snmp.user.{number}.auth_key_file": key,
            f"snmp.user.{number}.priv": "AES", f"snmp.user.{number}.priv_key_file": key}


def boots(manager):
    done = manager.run("snmpget", "-Oqv", f"udp:127.0.0.1:{manager.port}", BOOTS)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def registered(phone, registrar_a):
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered(target=registrar_a.target)
    return phone


def test_another_pass_phrase_counts_while_the_phone_stays_registered(registered, registrar_a, manager, scratch):
    before = boots(manager)
    requests = len(registrar_a.requests("REGISTER"))
    registered.configure(user_settings(registered, 1, FRESH))
    assert "settings read again" in hang_up(registered)
    assert not manager.answers(), "the old pass phrase still counts"
    fresh = Manager(scratch / "run", registered.snmp_port, FRESH)
    assert fresh.answers()
    assert fresh.set([(LABEL, "s", "renamed")]).error == "noError"
    assert boots(fresh) == before
    assert registered.account(1)["state"] == "registered"
    assert len(registrar_a.requests("REGISTER")) == requests, "SIGHUP is nothing to the registrar"


def test_users_come_and_go(phone, manager, scratch):
    guest = Manager(scratch, phone.snmp_port, GUEST)
    assert not guest.answers()
    phone.configure(user_settings(phone, 3, GUEST))
    hang_up(phone)
    assert guest.answers() and manager.answers()
    assert guest.set([(LABEL, "s", "mine")]).error == "noAccess"
    phone.configure({"snmp.user.3.access": "write"})
    hang_up(phone)
    assert guest.set([(LABEL, "s", "mine")]).error == "noError"
    phone.configure({name: None for name in user_settings(phone, 3, GUEST)})
    hang_up(phone)
    assert not guest.answers()
    assert manager.answers()


@pytest.mark.parametrize("wrong, named", [
    ({"snmp.user.1.access": "everything"}, "snmp.user.1.access"),
    ({"snmp.user.1.auth_key_file": "/nonexistent/key"}, "/nonexistent/key"),
    ({"snmp.user.9.name": "nobody"}, "snmp.user.9 "),
], ids=["value", "file", "half a user"])
def test_a_wrong_setting_changes_nothing(phone, manager, scratch, wrong, named):
    phone.configure(user_settings(phone, 3, GUEST) | {"snmp.community.1.name": None, "snmp.community.1.source": None} | wrong)
    log = hang_up(phone)
    assert "settings are left as they were" in log
    assert named in log
    assert manager.answers()
    assert manager.answers(version=2)
    assert not Manager(scratch, phone.snmp_port, GUEST).answers()


def test_what_needs_a_restart_is_named(phone):
    phone.configure({"history.generations": 7, "log.level": "info"})
    assert "after a restart only: history.generations" in hang_up(phone)
