"""The way back in all four failback modes, by what the registrars received; and registrars that die at the worst moment."""

import pytest

from rig.invariants import assert_sums
from rig.registrar import SWALLOW
from rig.waiting import until

SHORTEST_LEASE = 30
NAME = "two.sip.test"
SHORT_TTL = 4
NEW_REQUESTS, DNS_TTL, REGISTRATION, DURATION = range(4)


@pytest.fixture
def away(make_phone, name_server, registrar_a, registrar_b):
    """make(mode, ttl=…, settings=…, **values): an account on its secondary B, and A back again."""
    def make(mode, ttl=3600, settings=None, **more):
        name_server.change([f"two {ttl} IN A {registrar_a.address}", f"two {ttl} IN A {registrar_b.address}"])
        phone = make_phone(name_server=name_server, settings=settings)
        phone.start()
        registrar_a.stop()
        values = {"sip_server__1__failback_mode": mode, "sip_server__1__retry_counts": 0} | more
        phone.change(phone.account_values(1, f"{NAME}:{registrar_a.port}", **values))
        phone.wait_until_registered(target=registrar_b.target, mode="failover", failovers=1)
        registrar_a.start()
        return phone

    return make


def assert_back(phone, registrar_a, registrar_b):
    """A was asked and said yes before B was told goodbye."""
    phone.wait_until_registered(target=registrar_a.target, mode="primary", failbacks=1, deadline=90)
    until(lambda: "1001" not in registrar_b.bindings(), "the binding at B to be removed")
    assert registrar_b.requests()[-1].expires == "0"
    assert phone.counters()["registrationLost"] == 0
    assert_sums(phone)


@pytest.mark.parametrize("mode", [NEW_REQUESTS, REGISTRATION])
def test_the_renewal_tries_the_primary_first(away, registrar_a, registrar_b, mode):
    phone = away(mode, sip_server__1__expires=SHORTEST_LEASE)
    at_b = len(registrar_b.requests())
    until(lambda: registrar_a.seen() > 0, "A to be asked", 40)
    assert all(one.expires == "0" for one in registrar_b.requests()[at_b:]), "B was asked first"
    assert_back(phone, registrar_a, registrar_b)


def test_the_end_of_the_ttl_tries_the_primary(away, registrar_a, registrar_b):
    phone = away(DNS_TTL, ttl=SHORT_TTL)
    assert_back(phone, registrar_a, registrar_b)
    assert len([one for one in registrar_b.requests() if one.expires != "0" and one.authorized]) == 1, "no renewal was due"


def test_the_time_of_failback_timeout_tries_the_primary(away, registrar_a, registrar_b):
    """1 acts as 60: a minute in which nobody is asked anything."""
    phone = away(DURATION, sip_server__1__failback_timeout=1)
    at_b = len(registrar_b.requests())
    assert registrar_a.seen() == 0
    until(lambda: registrar_a.seen() > 0, "A to be asked", 90)
    assert all(one.expires == "0" for one in registrar_b.requests()[at_b:])
    assert_back(phone, registrar_a, registrar_b)


def test_a_primary_that_dies_while_it_is_probed_leaves_the_registration_alone(away, registrar_a, registrar_b):
    phone = away(DNS_TTL, ttl=SHORT_TTL, sip_server__1__retry_counts=5)
    registrar_a.fault(SWALLOW)
    until(lambda: registrar_a.seen() > 0, "the way back to be tried", 40)
    registrar_a.stop()
    until(lambda: phone.counters()["failbackProbeFailures"] >= 1, "the try to fail")
    assert phone.account()["target"] == registrar_b.target
    assert phone.counters()["registrationLost"] == 0
    registrar_a.start()
    phone.wait_until_registered(target=registrar_a.target, mode="primary", failbacks=1)


def test_a_primary_that_dies_during_a_renewal_is_left_at_once(make_phone, name_server, registrar_a, registrar_b):
    name_server.change([f"two 3600 IN A {registrar_a.address}", f"two 3600 IN A {registrar_b.address}"])
    phone = make_phone(name_server=name_server)
    phone.start()
    phone.change(phone.account_values(1, f"{NAME}:{registrar_a.port}", sip_server__1__retry_counts=5))
    phone.wait_until_registered(target=registrar_a.target)
    registrar_a.fault(SWALLOW)
    asked = registrar_a.seen()
    phone.change({"account.1.sip_server.1.expires": 600})  # is told to the registrar at once
    until(lambda: registrar_a.seen() > asked, "the renewal to be under way")
    registrar_a.stop()
    phone.wait_until_registered(target=registrar_b.target, mode="failover")
    counters = phone.counters()
    assert (counters["failoversIcmp"], counters["failovers"]) == (1, 1)
    assert counters["registrationLost"] == 0, "the lease had not ended"


@pytest.mark.parametrize("transport", [0, 1])
def test_a_keepalive_notices_a_dead_registrar_before_the_next_renewal(make_phone, name_server, registrar_a, registrar_b, transport):
    name_server.change([f"two 3600 IN A {registrar_a.address}", f"two 3600 IN A {registrar_b.address}"])
    phone = make_phone(name_server=name_server, settings={"sip.keepalive_interval": 1})
    phone.start()
    phone.change(phone.account_values(1, f"{NAME}:{registrar_a.port}", sip_server__1__retry_counts=1,
                                      sip_server__1__transport_type=transport))
    phone.wait_until_registered(target=registrar_a.target)
    until(lambda: phone.counters()["server 1"]["keepalivesSent"] >= 3, "keepalives to be sent")
    assert phone.counters()["server 1"]["keepalivesLost"] == 0
    registrar_a.stop()
    phone.wait_until_registered(target=registrar_b.target, mode="failover")
    counters = phone.counters()
    assert counters["failovers"] == 1
    # Over a connection its end says it sooner than a keepalive.
    assert counters["failoversKeepalive" if transport == 0 else "failoversConnect"] == 1
    assert registrar_a.requests("OPTIONS") if transport == 0 else not registrar_a.requests("OPTIONS")
