"""Servers that are found by NAPTR and SRV: a real name server, whose zone changes under way."""

import pytest

from rig.ports import free_port
from rig.registrar import Registrar
from rig.waiting import until

SHORTEST_LEASE = 30  # refreshed after half of it
HOSTS = ["a 60 IN A 127.0.0.1", "b 60 IN A 127.0.0.2"]
NAPTR = '@ 60 IN NAPTR 10 10 "s" "SIP+D2U" "" _sip._udp.sip.test.'


@pytest.fixture
def phone(make_phone, name_server):
    phone = make_phone(name_server=name_server)
    phone.start()
    return phone


@pytest.fixture
def other_port(scratch):
    """A second registrar on the address of the first one."""
    registrar = Registrar("C", scratch, "127.0.0.1", free_port())
    registrar.start()
    yield registrar
    registrar.stop()


def srv(priority, weight, registrar, host, ttl=60):
    return f"_sip._udp {ttl} IN SRV {priority} {weight} {registrar.port} {host}.sip.test."


def by_dns(phone, **more):
    """The server sip.test without a port, with the shortest lease."""
    return phone.account_values(1, "sip.test:0", **({"sip_server__1__expires": SHORTEST_LEASE} | more))


def by_naptr(phone, **more):
    return by_dns(phone, sip_server__1__transport_type=3, **more)


def targets(phone):
    return phone.ask("status", 1)["accounts"][0]["servers"][0]["targets"]


def addresses(phone):
    return [target["address"] for target in targets(phone)]


def dns(phone):
    return phone.ask("counters")["dns"]


def test_naptr_leads_to_srv_and_to_addresses(phone, name_server, registrar_a, registrar_b):
    name_server.change([NAPTR, srv(20, 0, registrar_a, "a"), srv(10, 0, registrar_b, "b"), *HOSTS])
    phone.change(by_naptr(phone))
    phone.wait_until_registered(mode="primary", target=registrar_b.target)
    assert "1001" in registrar_b.bindings()
    assert addresses(phone) == [registrar_b.target, registrar_a.target]
    assert {target["source"] for target in targets(phone)} == {"naptr"}
    asked = dns(phone)
    assert (asked["queriesNAPTR"], asked["queriesSRV"], asked["queriesA"]) == (1, 1, 2)


def test_without_naptr_srv_is_asked(phone, name_server, registrar_a):
    name_server.change([srv(10, 0, registrar_a, "a"), *HOSTS])
    phone.change(by_naptr(phone, naptr_build=1))
    phone.wait_until_registered(target=registrar_a.target)
    assert {target["source"] for target in targets(phone)} == {"srv"}
    assert (dns(phone)["queriesNAPTR"], dns(phone)["queriesSRV"]) == (1, 3)


def test_a_fixed_transport_asks_for_its_srv_alone(phone, name_server, registrar_a):
    name_server.change([NAPTR, srv(10, 0, registrar_a, "a"), *HOSTS])
    phone.change(by_dns(phone))
    phone.wait_until_registered(target=registrar_a.target)
    assert (dns(phone)["queriesNAPTR"], dns(phone)["queriesSRV"]) == (0, 1)


def test_a_port_asks_for_addresses_alone(phone, name_server, registrar_a):
    name_server.change([NAPTR, srv(10, 0, registrar_a, "a"), f"@ 60 IN A {registrar_a.address}"])
    phone.change(phone.account_values(1, f"sip.test:{registrar_a.port}", sip_server__1__transport_type=3))
    phone.wait_until_registered(target=registrar_a.target)
    assert {target["source"] for target in targets(phone)} == {"a"}
    assert (dns(phone)["queriesNAPTR"], dns(phone)["queriesSRV"]) == (0, 0)


@pytest.mark.parametrize("turned", [False, True])
def test_the_higher_weight_goes_first_and_the_others_follow(phone, name_server, registrar_a, registrar_b, other_port,
                                                            turned):
    """The phone's order, not the lot of RFC 2782, and not the order of the answer."""
    records = [srv(10, 5, registrar_a, "a"), srv(10, 60, registrar_b, "b"), srv(20, 99, other_port, "a")]
    name_server.change((list(reversed(records)) if turned else records) + HOSTS)
    registrar_b.stop()
    registrar_a.fault(503)
    phone.change({"sip.skip_redundant_failover_addr": 0} | by_dns(phone))
    phone.wait_until_registered(mode="failover", target=other_port.target, failovers=1)
    assert addresses(phone) == [registrar_b.target, registrar_a.target, other_port.target]


def test_another_port_of_an_address_that_was_tried_is_skipped(phone, name_server, registrar_a, registrar_b, other_port):
    name_server.change([srv(10, 0, registrar_a, "a"), srv(20, 0, other_port, "a"), srv(30, 0, registrar_b, "b"), *HOSTS])
    registrar_a.stop()
    phone.change(by_dns(phone))
    phone.wait_until_registered(target=registrar_b.target)
    assert other_port.seen() == 0


def test_a_list_that_changes_moves_the_account(phone, name_server, registrar_a, registrar_b):
    """The shortest time to live of the chain counts: that of SRV here, that of the host then."""
    name_server.change([NAPTR, srv(10, 0, registrar_a, "a", ttl=1), *HOSTS])
    phone.change(by_naptr(phone))
    phone.wait_until_registered(target=registrar_a.target)
    assert {target["ttl"] for target in targets(phone)} <= {0, 1}
    name_server.change([NAPTR, srv(10, 0, registrar_b, "b"), "b 1 IN A 127.0.0.2"])
    phone.wait_until_registered(mode="primary", target=registrar_b.target)
    assert registrar_a.bindings() == {}
    name_server.change([NAPTR, srv(10, 0, registrar_b, "b"), "b 1 IN A 127.0.0.1"])
    phone.wait_until_registered(mode="primary", target=registrar_a.target)
    assert phone.counters()["failovers"] == 0


def test_names_lead_to_ipv6(make_phone, name_server, scratch):
    registrar = Registrar("six", scratch, "::1", free_port())
    registrar.start()
    try:
        phone = make_phone(name_server=name_server, settings={"sip.bind": f"[::1]:{free_port()}"})
        phone.start()
        name_server.change([NAPTR, srv(10, 0, registrar, "a"), "a 60 IN A 127.0.0.1", "a 60 IN AAAA ::1"])
        phone.change(by_naptr(phone))
        phone.wait_until_registered(target=registrar.target)
        assert addresses(phone) == [registrar.target], "there is no local IPv4 address"
        assert "1001" in registrar.bindings()
    finally:
        registrar.stop()


def test_a_large_answer_comes_over_tcp(phone, name_server, registrar_a):
    """Of 30 records, which no datagram of 512 octets holds, 16 targets are taken."""
    names = [f"a-host-with-a-rather-long-name-{number:02}" for number in range(30)]
    records = [f"_sip._udp 60 IN SRV {number} 0 {registrar_a.port + number % 2} {name}.sip.test."
               for number, name in enumerate(names)]
    name_server.change(records + [f"{name} 60 IN A 127.0.{number}.1" for number, name in enumerate(names)])
    phone.change(by_dns(phone))
    phone.wait_until_registered(target=registrar_a.target)
    assert addresses(phone) == [f"127.0.{number}.1:{registrar_a.port + number % 2}" for number in range(16)]


def test_a_dead_name_server_leaves_the_expired_list_in_use(phone, name_server, registrar_a, registrar_b):
    name_server.change(['@ 1 IN NAPTR 10 10 "s" "SIP+D2U" "" _sip._udp.sip.test.', srv(10, 0, registrar_a, "a", ttl=1),
                        "a 1 IN A 127.0.0.1", "b 1 IN A 127.0.0.2"])
    phone.change(by_naptr(phone))
    phone.wait_until_registered(target=registrar_a.target)
    name_server.stop()
    seen = registrar_a.seen()
    until(lambda: registrar_a.seen() > seen, "the refresh with the expired list", deadline=60)
    phone.wait_until_registered(target=registrar_a.target)
    asked = dns(phone)
    assert asked["staleUses"] >= 3, "NAPTR, SRV and the host"
    assert asked["timeouts"] >= 3, "asked three times"
    assert asked["queriesNAPTR"] >= 4
    counters = phone.counters()
    assert (counters["registrationLost"], counters["failovers"]) == (0, 0)
    # It is back, with another list.
    name_server.start()
    name_server.change([NAPTR, srv(10, 0, registrar_b, "b"), *HOSTS])
    phone.wait_until_registered(target=registrar_b.target, deadline=90)


def test_a_domain_that_is_not_there_is_said_and_asked_again(phone, name_server, registrar_a):
    name_server.change(HOSTS)
    phone.change(by_naptr(phone) | {"account.1.sip_server.1.address": "voice.sip.test",
                                    "account.1.reg_fail_retry_interval": 1})
    status = phone.wait_for("the account to fail", state="allServersFailed")
    assert status["last_failure"]["reason"] == "voice.sip.test does not resolve"
    assert dns(phone)["nxdomain"] >= 3, "NAPTR, SRV and A"
    assert registrar_a.seen() == 0
    name_server.change(['voice 60 IN NAPTR 10 10 "s" "SIP+D2U" "" _sip._udp.sip.test.', srv(10, 0, registrar_a, "a"),
                        *HOSTS])
    phone.wait_until_registered(target=registrar_a.target)


def test_a_service_that_is_denied_has_no_address_in_its_place(phone, name_server, registrar_a):
    name_server.change(["_sip._udp 60 IN SRV 0 0 0 .", f"@ 60 IN A {registrar_a.address}"])
    phone.change(by_dns(phone))
    status = phone.wait_for("the account to fail", state="allServersFailed")
    assert status["last_failure"]["reason"] == "sip.test does not resolve"
    assert dns(phone)["queriesA"] == 0
