"""From the primary to a secondary of the same server, and back: names with two addresses."""

import pytest

from rig.registrar import SWALLOW
from rig.waiting import until

A, B = "multi 60 IN A 127.0.0.1", "multi 60 IN A 127.0.0.2"
SHORTEST_LEASE = 30  # refreshed after half of it


@pytest.fixture
def phone(make_phone, name_server):
    phone = make_phone(name_server=name_server)
    phone.start()
    phone.change({"network.snmp.enable": 1})
    return phone


def by_name(phone, port, **more):
    return phone.account_values(1, f"multi.sip.test:{port}", **more)


def assert_failed_over(phone, registrar, cause):
    phone.wait_until_registered(mode="failover", server=1, target=registrar.target, failovers=1)
    counters = phone.counters()
    causes = {name: value for name, value in counters.items() if name.startswith("failovers") and value}
    assert causes == {"failovers": 1, f"failovers{cause}": 1}
    assert "1001" in registrar.bindings()


def test_the_first_address_is_the_primary(phone, registrar_a, registrar_b, sip_port):
    phone.change(by_name(phone, sip_port))
    phone.wait_until_registered(mode="primary", server=1, target=registrar_a.target, failovers=0)
    assert registrar_b.seen() == 0
    [server] = phone.ask("status", 1)["accounts"][0]["servers"][:1]
    assert [target["address"] for target in server["targets"]] == [registrar_a.target, registrar_b.target]
    assert {target["source"] for target in server["targets"]} == {"a"}


def test_a_closed_port_moves_the_account_at_once(phone, manager, registrar_a, registrar_b, sip_port):
    registrar_a.stop()
    phone.change(by_name(phone, sip_port))
    assert_failed_over(phone, registrar_b, "Icmp")
    assert manager.get("accountFailovers.1", "accountFailoversIcmp.1", "accountMode.1") == ["1", "1", "2"]


def test_silence_moves_the_account_after_the_resends(phone, registrar_a, registrar_b, sip_port):
    registrar_a.fault(SWALLOW)
    phone.change(by_name(phone, sip_port, sip_server__1__retry_counts=1))
    assert_failed_over(phone, registrar_b, "Timeout")
    assert registrar_a.seen() == 2


def test_503_moves_the_account(phone, registrar_a, registrar_b, sip_port):
    registrar_a.fault(503)
    phone.change(by_name(phone, sip_port))
    assert_failed_over(phone, registrar_b, "Response")
    assert registrar_a.seen() == 1


@pytest.mark.parametrize("code,state", [(403, "rejected"), (401, "authFailed")])
def test_a_refusal_does_not_move_the_account(phone, registrar_a, registrar_b, sip_port, code, state):
    registrar_a.fault(code)
    phone.change(by_name(phone, sip_port))
    phone.wait_for(f"the account to be {state}", state=state)
    assert registrar_b.seen() == 0
    assert phone.counters()["failovers"] == 0


def test_all_addresses_fail(phone, registrar_a, registrar_b, sip_port):
    for registrar in (registrar_a, registrar_b):
        registrar.stop()
    phone.change(by_name(phone, sip_port))
    phone.wait_for("the account to fail everywhere", state="allServersFailed")
    counters = phone.counters()
    # One attempt for each address, in one round.
    assert (counters["allServersFailed"], counters["registerAttempts"], counters["registerFailures"]) == (1, 2, 2)


def test_an_address_that_was_tried_is_skipped(phone, name_server, registrar_a, registrar_b, sip_port):
    name_server.change(["multi 60 IN A 127.0.0.1", "b 60 IN A 127.0.0.2"])
    registrar_a.stop()
    phone.change(by_name(phone, sip_port))
    phone.wait_for("the account to fail", state="allServersFailed")
    assert phone.counters()["failovers"] == 0


def test_the_primary_dies_while_the_account_is_registered(phone, registrar_a, registrar_b, sip_port):
    """The refresh finds out; a lease is not lost by it."""
    phone.change(by_name(phone, sip_port, sip_server__1__expires=SHORTEST_LEASE))
    phone.wait_until_registered(mode="primary", target=registrar_a.target)
    registrar_a.stop()
    assert_failed_over(phone, registrar_b, "Icmp")
    assert phone.counters()["registrationLost"] == 0


def test_new_requests_bring_the_account_back(phone, registrar_a, registrar_b, sip_port):
    """failback_mode 0: the refresh tries the primary first."""
    registrar_a.stop()
    phone.change(by_name(phone, sip_port, sip_server__1__expires=SHORTEST_LEASE))
    assert_failed_over(phone, registrar_b, "Icmp")
    registrar_a.start()
    phone.wait_until_registered(mode="primary", target=registrar_a.target, failbacks=1)
    assert "1001" in registrar_a.bindings()


def test_the_end_of_the_ttl_brings_the_account_back(phone, name_server, registrar_a, registrar_b, sip_port):
    name_server.change([A.replace("60", "3"), B.replace("60", "3")])
    registrar_a.stop()
    phone.change(by_name(phone, sip_port, sip_server__1__failback_mode=1, sip_server__1__expires=3600))
    assert_failed_over(phone, registrar_b, "Icmp")
    registrar_a.start()
    phone.wait_until_registered(mode="primary", target=registrar_a.target, failbacks=1)


def test_a_failed_way_back_leaves_the_registration_alone(phone, name_server, registrar_a, registrar_b, sip_port):
    name_server.change([A.replace("60", "2"), B.replace("60", "2")])
    registrar_a.stop()
    phone.change(by_name(phone, sip_port, sip_server__1__failback_mode=1, sip_server__1__expires=3600))
    assert_failed_over(phone, registrar_b, "Icmp")
    until(lambda: phone.counters()["failbackProbeFailures"] >= 1, "a try of the way back to fail")
    status = phone.account()
    assert (status["state"], status["target"]) == ("registered", registrar_b.target)
    assert phone.counters()["registrationLost"] == 0


def test_a_name_that_changes_moves_the_account(phone, name_server, registrar_a, registrar_b, sip_port):
    name_server.change(["multi 1 IN A 127.0.0.1"])
    phone.change(by_name(phone, sip_port, sip_server__1__expires=SHORTEST_LEASE))
    phone.wait_until_registered(target=registrar_a.target)
    name_server.change(["multi 1 IN A 127.0.0.2"])
    phone.wait_until_registered(target=registrar_b.target)


def test_a_silent_resolver_leaves_what_is_known_in_use(phone, name_server, registrar_a, sip_port):
    name_server.change(["multi 1 IN A 127.0.0.1"])
    phone.change(by_name(phone, sip_port, sip_server__1__expires=SHORTEST_LEASE))
    phone.wait_until_registered(target=registrar_a.target)
    name_server.stop()
    seen = registrar_a.seen()
    until(lambda: registrar_a.seen() > seen, "the refresh", deadline=60)
    phone.wait_until_registered(target=registrar_a.target)
    until(lambda: phone.ask("counters")["dns"]["staleUses"] >= 1, "the stale use to be counted")


def test_a_name_that_does_not_exist_is_said(phone, sip_port):
    phone.change(phone.account_values(1, f"nowhere.sip.test:{sip_port}"))
    status = phone.wait_for("the account to fail", state="allServersFailed")
    assert status["last_failure"]["reason"]
    assert phone.ask("counters")["dns"]["nxdomain"] >= 1
