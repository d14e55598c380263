"""A guarded change that cuts accounts off comes back by itself, whatever dies meanwhile; one that works stands."""

import pytest

from rig.management import first_contact, session_now
from rig.registrar import SWALLOW
from rig.tree import KEY, server
from rig.waiting import until

SHORTEST = 10  # seconds
LONG = 600  # so long that nothing of the test is over before it
SERVER = "account.1.sip_server.1."
LABEL = "account.1.label"
SECONDS = "Device.X_00005E_Guard.Seconds"


@pytest.fixture
def dead():
    """A target where nobody listens."""
    return {SERVER + "address": "127.0.0.3", SERVER + "port": "9", SERVER + "retry_counts": "1"}


@pytest.fixture
def registered(phone, registrar_a):
    phone.change(phone.account_values(1, registrar_a.target, sip_server__1__expires=600))
    phone.wait_until_registered(target=registrar_a.target)
    return phone


def guard_of(phone):
    return phone.status()["guard"]


def guarded(phone, values, seconds=SHORTEST):
    """A change that is taken, and whose guard runs for longer than the question after it takes."""
    reply = phone.change(values, "--guard", seconds)
    running = guard_of(phone)
    assert running["generation"] == reply["generation"]
    assert 0 < running["seconds_left"] <= seconds
    return reply["generation"]


def assert_stands(phone, generation):
    """The guard has seen what it waited for, and nothing was taken back."""
    until(lambda: f"the guarded change stands LINEMAN_GENERATION={generation}\n" in phone.agent.output(), "the guard to pass")
    assert guard_of(phone) is None
    assert phone.generation() == generation


def wait_until_taken_back(phone, changed):
    """Until the newest generation is the guard's. Returns its entry of the history."""
    def reverted():
        newest = phone.history()[0]
        return newest if newest["asker"]["door"] == "guard" else None
    newest = until(reverted, "the change to be taken back", 60)
    assert sorted(newest["changed"]) == sorted(changed)
    assert guard_of(phone) is None
    assert "the guarded change was taken back" in phone.agent.output()
    return newest


def core_runs_what_is_stored(phone):
    status = phone.status()
    return status["sipcore"]["connected"] and status["sipcore"]["generation"] == status["generation"]


def test_a_change_to_a_dead_registrar_comes_back(registered, registrar_a, dead):
    before = registered.get("*")
    guarded(registered, dead)
    assert guard_of(registered)["waiting_for"] == [1]
    newest = wait_until_taken_back(registered, dead)
    assert newest["changed"]
    assert registered.get("*") == before
    registered.wait_until_registered(target=registrar_a.target)
    until(lambda: core_runs_what_is_stored(registered), "the core to run it")
    assert f"LINEMAN_GENERATION={newest['generation']} LINEMAN_DOOR=guard" in registered.agent.output()


@pytest.mark.parametrize("dies", ["agent", "core", "agent and core"])
def test_also_when_somebody_is_killed_in_between(registered, registrar_a, dead, dies):
    before = registered.get("*")
    guarded(registered, dead)
    if "agent" in dies:
        registered.agent.kill()
    if "core" in dies:
        registered.core.kill()
        registered.start_core()
    if "agent" in dies:
        registered.start_agent()
    assert registered.get(*dead) == dead
    wait_until_taken_back(registered, dead)
    assert registered.get("*") == before
    registered.wait_until_registered(target=registrar_a.target)


def test_also_while_the_core_is_away(registered, registrar_a, dead):
    before = registered.get("*")
    guarded(registered, dead)
    registered.core.kill()
    wait_until_taken_back(registered, dead)
    assert registered.get("*") == before
    registered.start_core()
    registered.wait_until_registered(target=registrar_a.target)


def test_also_when_the_agent_is_killed_over_and_over(registered, dead):
    """After a restart the time counts afresh, and in the end it passes."""
    before = registered.get("*")
    guarded(registered, dead)
    for _ in range(4):
        registered.kill_agent()
        assert guard_of(registered)["seconds_left"] <= SHORTEST
    wait_until_taken_back(registered, dead)
    assert registered.get("*") == before


def test_later_changes_of_others_survive(registered, registrar_a, dead):
    """Of names that the guarded change touched, and of others; neither confirms it."""
    guarded(registered, dead | {LABEL: "guarded", "account.1.display_name": "guarded"})
    registered.change({LABEL: "somebody else's"})
    registered.change({"account.2.label": "another one"})
    assert guard_of(registered) is not None
    wait_until_taken_back(registered, [*dead, "account.1.display_name"])
    assert registered.get(LABEL, "account.2.label", "account.1.display_name") == {
        LABEL: "somebody else's", "account.2.label": "another one", "account.1.display_name": ""}
    registered.wait_until_registered(target=registrar_a.target)


def test_a_change_that_works_stands(registered, registrar_b):
    address, _, port = registrar_b.target.rpartition(":")
    generation = registered.change({SERVER + "address": address, SERVER + "port": port}, "--guard", LONG)["generation"]
    registered.wait_until_registered(target=registrar_b.target)
    assert_stands(registered, generation)
    # That is durable: a new start finds no guard.
    registered.kill_agent()
    assert guard_of(registered) is None
    assert registered.generation() == generation


def test_a_change_that_sends_nothing_stands_at_once(registered):
    """The account is registered under it without a REGISTER."""
    reply = registered.change({LABEL: "quiet"}, "--guard", LONG)
    assert_stands(registered, reply["generation"])


def test_a_slow_failover_that_works_passes(make_phone, name_server, registrar_a, registrar_b, scratch):
    phone = make_phone(name_server=name_server)
    phone.start()
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered(target=registrar_a.target)
    # The first target of the name says nothing: the account is registered with the second one in the end.
    registrar_a.fault(SWALLOW)
    generation = guarded(phone, {SERVER + "address": "multi.sip.test", SERVER + "retry_counts": "3"}, LONG)
    phone.wait_until_registered(target=registrar_b.target, deadline=90)
    assert_stands(phone, generation)


def test_an_account_that_was_not_registered_never_fires_it(registered, registrar_a, registrar_b):
    """Account 2 has no registrar before and after; account 1 moves and registers."""
    registered.change(registered.account_values(2, "127.0.0.3:9"))
    registered.wait_for("account 2 to fail", account=2, state="allServersFailed")
    address, _, port = registrar_b.target.rpartition(":")
    generation = registered.change({SERVER + "address": address, SERVER + "port": port,
                                    "account.2.sip_server.1.port": "10"}, "--guard", LONG)["generation"]
    registered.wait_until_registered(target=registrar_b.target)
    assert_stands(registered, generation)
    assert registered.account(2)["state"] != "registered"


def test_where_none_was_registered_there_is_nothing_to_guard(phone):
    phone.change(phone.account_values(2, "127.0.0.3:9"))
    reply = phone.change({"account.2.sip_server.1.port": "10"}, "--guard", SHORTEST)
    assert guard_of(phone) is None
    assert any("guard" in sentence.lower() for sentence in reply["advice"]), reply


def test_it_can_be_confirmed(registered, dead):
    generation = guarded(registered, dead, LONG)
    assert registered.ctl("guard").code == 0
    confirmed = registered.ctl("-f", "json", "guard", "confirm")
    assert confirmed.code == 0, confirmed
    assert confirmed.json["generation"] == generation
    assert guard_of(registered) is None
    registered.kill_agent()
    assert guard_of(registered) is None
    assert registered.get(*dead) == dead
    again = registered.ctl("guard", "confirm")
    assert again.code == 1 and again.err + again.out


@pytest.mark.parametrize("seconds, code", [("9", 1), ("0", 1), ("86401", 1), ("-1", 2), ("x", 2), ("", 2)])
def test_a_time_that_is_none(registered, seconds, code):
    before = registered.get("*"), registered.history()
    result = registered.ctl("set", f"{LABEL}=x", "--guard", seconds)
    assert result.code in (code, 2), result
    assert result.err
    assert (registered.get("*"), registered.history()) == before


def test_the_guard_of_remote_sets_over_snmp(registered, registrar_a, manager, dead):
    assert manager.set([("guardSeconds.0", "u", SHORTEST)]).error == "noError"
    before = registered.get("*")
    varbinds = [("sipServerAddress.1.1", "s", dead[SERVER + "address"]), ("sipServerPort.1.1", "u", dead[SERVER + "port"])]
    assert manager.set(varbinds).error == "noError"
    serial = manager.get("configSerialNo.0")
    assert guard_of(registered)["waiting_for"] == [1]
    # The shell has a mind of its own.
    registered.change({LABEL: "from the shell"})
    wait_until_taken_back(registered, [SERVER + "address", SERVER + "port"])
    assert registered.get("*") == before | {LABEL: "from the shell"}
    assert manager.get("configSerialNo.0") == serial
    registered.wait_until_registered(target=registrar_a.target)


def test_the_guard_of_remote_sets_over_cwmp(registered, registrar_a, acs, dead):
    """The ACS is told of what came back; its ParameterKey stays."""
    first_contact(registered, acs)
    session = session_now(registered, acs)
    session.set([(SECONDS, "unsignedInt", str(SHORTEST))])
    session.notify(2, server(1, 1, "Domain"))
    session.set([(server(1, 1, "Domain"), "string", dead[SERVER + "address"]),
                 (server(1, 1, "Port"), "unsignedInt", dead[SERVER + "port"])], "key 2")
    session.end()
    assert guard_of(registered)["waiting_for"] == [1]
    wait_until_taken_back(registered, [SERVER + "address", SERVER + "port"])
    session = acs.session()
    assert "4 VALUE CHANGE" in session.inform.events
    assert session.inform.values[server(1, 1, "Domain")].text == registrar_a.address
    assert session.get(KEY) == {KEY: "key 2"}
    session.end()


def test_the_guard_of_remote_sets_is_off_at_first(registered, manager, dead):
    assert registered.get(SECONDS) == {SECONDS: "0"}
    assert manager.set([("sipServerAddress.1.1", "s", dead[SERVER + "address"])]).error == "noError"
    assert guard_of(registered) is None
