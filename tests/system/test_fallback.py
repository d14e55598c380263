"""From server 1 to server 2, and back."""

import pytest

from rig.registrar import SWALLOW
from rig.waiting import until

SHORTEST_LEASE = 30
SHORTEST_PROBE = 10


@pytest.fixture
def successive(phone, registrar_a, registrar_b):
    return phone.account_values(1, registrar_a.target, registrar_b.target, fallback__redundancy_type=1,
                                fallback__timeout=SHORTEST_PROBE, sip_server__1__expires=SHORTEST_LEASE,
                                sip_server__2__expires=SHORTEST_LEASE)


def test_one_at_a_time_server_2_is_left_alone_while_server_1_answers(phone, successive, registrar_a, registrar_b):
    phone.change(successive)
    phone.wait_until_registered(mode="primary", server=1, target=registrar_a.target)
    assert registrar_b.seen() == 0


def test_one_at_a_time_server_1_goes_and_comes_back(phone, successive, registrar_a, registrar_b):
    phone.change(successive)
    phone.wait_until_registered(server=1)
    registrar_a.stop()
    phone.wait_until_registered(server=2, target=registrar_b.target, fallbacks=1)
    assert "1001" in registrar_b.bindings()
    until(lambda: phone.counters()["failbackProbeFailures"] >= 1, "a probe of server 1 to fail")
    registrar_a.start()
    phone.wait_until_registered(mode="primary", server=1, target=registrar_a.target, failbacks=1)
    assert "1001" in registrar_a.bindings()
    counters = phone.counters()
    assert (counters["fallbacks"], counters["failbacks"], counters["failovers"]) == (1, 1, 0)
    assert counters["failbackProbes"] > counters["failbackProbeFailures"]


def test_one_at_a_time_silence_is_a_failure_too(phone, successive, registrar_a, registrar_b):
    registrar_a.fault(SWALLOW)
    phone.change(successive | {"account.1.sip_server.1.retry_counts": 1})
    phone.wait_until_registered(server=2, target=registrar_b.target, fallbacks=1)


@pytest.mark.parametrize("code,state", [(403, "rejected"), (503, "allServersFailed"), (401, "authFailed")])
def test_one_at_a_time_a_refusal_stays_with_server_1(phone, successive, registrar_a, registrar_b, code, state):
    """redundancy_with_reg_fail.enable is 0: only no response moves the registration."""
    registrar_a.fault(code)
    phone.change(successive)
    phone.wait_for(f"the account to be {state}", state=state)
    assert registrar_b.seen() == 0
    assert phone.counters()["fallbacks"] == 0


def test_both_at_once_registers_with_both_and_uses_server_1(phone, registrar_a, registrar_b):
    phone.change(phone.account_values(1, registrar_a.target, registrar_b.target))
    phone.wait_until_registered(mode="primary", server=1, target=registrar_a.target)
    until(lambda: "1001" in registrar_b.bindings(), "server 2 to have it as well")
    servers = phone.ask("status", 1)["accounts"][0]["servers"]
    until(lambda: all(one["registered"] for one in phone.ask("status", 1)["accounts"][0]["servers"]),
          f"both servers to be registered: {servers}")


def test_both_at_once_server_2_takes_over_and_gives_back(phone, registrar_a, registrar_b):
    phone.change(phone.account_values(1, registrar_a.target, registrar_b.target,
                                      sip_server__1__expires=SHORTEST_LEASE, sip_server__2__expires=SHORTEST_LEASE))
    phone.wait_until_registered(mode="primary", server=1)
    until(lambda: "1001" in registrar_b.bindings(), "server 2 to have it as well")
    registrar_a.stop()
    phone.wait_until_registered(mode="fallback", server=2, target=registrar_b.target, fallbacks=1)
    assert phone.counters()["registrationLost"] == 0
    registrar_a.start()
    phone.wait_until_registered(mode="primary", server=1, target=registrar_a.target, deadline=60)


def test_nobody_answers(phone, successive, registrar_a, registrar_b):
    for registrar in (registrar_a, registrar_b):
        registrar.stop()
    phone.change(successive)
    phone.wait_for("the account to fail everywhere", state="allServersFailed")
    assert phone.counters()["allServersFailed"] >= 1
