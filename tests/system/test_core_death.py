"""The two processes die, at the worst of times."""

import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from rig.waiting import until


@pytest.fixture
def registered(phone, registrar_a):
    phone.change(phone.account_values(1, registrar_a.target, sip_server__1__expires=600))
    phone.wait_until_registered()
    return phone


def core_is_connected(phone):
    return lambda: phone.status()["sipcore"]["connected"]


def core_runs_what_is_stored(phone):
    def same():
        status = phone.status()
        return status["sipcore"]["connected"] and status["sipcore"]["generation"] == status["generation"]
    return same


def test_between_transactions_the_agent_goes_on_and_loads_the_core_when_it_is_back(registered, registrar_a, manager):
    before = registered.generation()
    registered.core.kill()
    until(lambda: not core_is_connected(registered)(), "the agent to notice")

    # Reads are answered at each door.
    assert registered.get("account.1.sip_server.1.expires") == {"account.1.sip_server.1.expires": "600"}
    assert manager.get("sipServerExpires.1.1") == ["600"]
    assert "away" in registered.ctl("status").out

    # What needs the core is refused, and says so.
    refused = registered.set({"account.1.sip_server.1.expires": 300})
    assert refused.code == 1
    assert [one["code"] for one in refused.json["problems"]] == ["coreAway"]
    assert manager.set([("sipServerExpires.1.1", "u", "300")]).error == "resourceUnavailable"
    assert registered.generation() == before

    seen = registrar_a.seen()
    registered.start_core()
    until(core_runs_what_is_stored(registered), "the stored generation to be loaded")
    registered.wait_until_registered()
    assert registrar_a.seen() > seen
    registered.change({"account.1.sip_server.1.expires": 300})
    until(lambda: registrar_a.requests("REGISTER")[-1].expires == "300", "the change to reach the registrar")


def test_an_offline_change_waits_for_the_core(registered, registrar_a):
    registered.core.kill()
    until(lambda: not core_is_connected(registered)(), "the agent to notice")
    reply = registered.change({"account.1.sip_server.1.expires": 240}, "--offline")
    assert reply["applied"] is False and reply["advice"]
    registered.start_core()
    until(core_runs_what_is_stored(registered), "the change to be loaded")
    until(lambda: registrar_a.requests("REGISTER")[-1].expires == "240", "the change to reach the registrar")


def staged(phone):
    return list((phone.state / "generations").glob("*.new"))


def test_during_a_transaction_its_death_is_a_no(registered, registrar_a):
    before = registered.get("*"), registered.generation()
    registered.core.stop()
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(registered.set, {"account.1.sip_server.1.expires": 300})
        until(lambda: staged(registered), "the change to be staged")
        registered.core.kill()
        refused = answer.result(10)
    assert refused.code == 1
    assert [one["code"] for one in refused.json["problems"]] == ["coreAway"]
    assert (registered.get("*"), registered.generation()) == before
    registered.start_core()
    until(core_runs_what_is_stored(registered), "the stored generation to be loaded")
    registered.wait_until_registered()
    assert {one.expires for one in registrar_a.requests("REGISTER")} == {"600"}


def test_a_core_that_hangs_is_a_no_within_the_deadline(registered, registrar_a, manager):
    before = registered.get("*"), registered.generation()
    registered.core.stop()
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(manager.set, [("sipServerExpires.1.1", "u", "300")])
        # Everybody else is served meanwhile.
        assert registered.get("account.1.sip_server.1.expires") == {"account.1.sip_server.1.expires": "600"}
        assert answer.result(10).error == "resourceUnavailable"
    registered.core.resume()
    until(core_runs_what_is_stored(registered), "the core to be heard again")
    assert (registered.get("*"), registered.generation()) == before
    registered.change({"account.1.sip_server.1.expires": 200})
    until(lambda: registrar_a.requests("REGISTER")[-1].expires == "200", "the next change to reach the registrar")
    assert {one.expires for one in registrar_a.requests("REGISTER")} == {"600", "200"}


def test_killed_at_any_time_of_many_changes_nothing_is_lost(registered, registrar_a):
    """Changes one after the other, the core killed and started anew beneath them: each yes is stored, each no is not."""
    stored = "600"
    for round_number in range(6):
        wanted = str(300 + round_number)
        with ThreadPoolExecutor() as pool:
            answer = pool.submit(registered.set, {"account.1.sip_server.1.expires": wanted})
            registered.core.kill()
            result = answer.result(20)
        assert result.code in (0, 1)
        stored = wanted if result.code == 0 else stored
        assert registered.get("account.1.sip_server.1.expires") == {"account.1.sip_server.1.expires": stored}
        registered.start_core()
        until(core_runs_what_is_stored(registered), "what is stored to be loaded")
    registered.wait_until_registered()
    until(lambda: registrar_a.requests("REGISTER")[-1].expires == stored, "the registrar to hear what is stored")


def test_the_phone_stays_registered_without_the_agent(registered, registrar_a):
    seen, account = registrar_a.seen(), registered.account()
    registered.agent.kill()
    assert registered.core.running()
    assert "1001" in registrar_a.bindings()

    # Socket files and the like that it left behind are no obstacle.
    registered.start_agent()
    until(core_runs_what_is_stored(registered), "the agent to reach the core")
    registered.wait_until_registered()
    assert registered.account()["registered_since"] == account["registered_since"]
    assert registrar_a.seen() == seen


def test_a_restart_of_the_agent_counts_on(registered):
    before = registered.counters()
    registered.restart_agent()
    until(core_is_connected(registered), "the agent to reach the core")
    until(lambda: registered.counters()["registerAttempts"] == before["registerAttempts"], "the counters to be the same")


def test_both_end_on_sigterm_with_0(registered, registrar_a):
    agent, core = registered.agent, registered.core
    assert agent.end(deadline=2) == 0
    assert core.end(deadline=2) == 0


def test_the_first_start_needs_no_core(make_phone):
    """After two seconds without a core the doors open."""
    phone = make_phone()
    phone.start_agent()
    assert phone.status()["sipcore"]["connected"] is False
    phone.start_core()
    until(core_is_connected(phone), "the agent to reach the core")


def test_an_agent_is_not_started_twice(registered):
    second = subprocess.run([str(word) for word in registered.agent_arguments()], capture_output=True, text=True,
                            timeout=20, check=False)
    assert second.returncode == 1
    assert second.stderr
    assert registered.agent.running()
    assert registered.ctl("status").code == 0
