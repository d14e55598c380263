"""SIP over TCP and TLS: registering, certificates that are good and bad, connections that end."""

import subprocess

import pytest

from rig.ports import free_port
from rig.registrar import Registrar, Tls
from rig.relay import Relay
from rig.waiting import until
from scripted_acs.certificates import authority
from test_registrar_faults import assert_counts_agree, register_counters

TCP, TLS = 1, 2  # transport_type
NAMES = ["DNS:multi.sip.test", "DNS:b.sip.test", "IP:127.0.0.1"]


@pytest.fixture
def ca(scratch):
    return authority(scratch / "ca")


@pytest.fixture
def make_registrar(scratch, sip_port):
    """Makes registrars that speak TLS too, all at the same ports: make_registrar("A", "127.0.0.1", (certificate, key))."""
    tls_port = free_port()
    made = []

    def make(name, address, certificate):
        made.append(Registrar(name, scratch, address, sip_port, Tls(tls_port, *certificate)))
        made[-1].start()
        return made[-1]

    yield make
    for registrar in made:
        registrar.stop()


@pytest.fixture
def trusting(make_phone, name_server, ca):
    """A phone that knows the authority `ca` and no other."""
    phone = make_phone(name_server=name_server, settings={"sip.ca_file": ca.certificate})
    phone.start()
    return phone


@pytest.mark.parametrize("transport", [TCP, TLS])
def test_an_account_registers_over_one_connection(trusting, make_registrar, ca, transport):
    phone, registrar = trusting, make_registrar("A", "127.0.0.1", ca.sign("a", NAMES))
    target = registrar.target if transport == TCP else registrar.tls_target
    phone.change(phone.account_values(1, target, sip_server__1__transport_type=transport))
    phone.wait_until_registered(target=target, transport="TCP" if transport == TCP else "TLS", last_failure=None)
    own = assert_counts_agree(phone, registrar)
    assert (own["connects"], own["requestsOut"], own["retransmissions"]) == (1, 2, 0)
    assert own["connectFailures"] == own["tlsFailures"] == 0
    # Whoever looks for a connection to the Contact finds the one that is there.
    [binding] = registrar.bindings()["1001"]
    assert f"@127.0.0.1:{phone.sip_port};transport={'tcp' if transport == TCP else 'tls'}" in binding["Address"]
    assert {seen.source for seen in registrar.requests()} == {f"127.0.0.1:{phone.sip_port}"}


def test_accounts_share_a_connection(trusting, make_registrar, ca):
    phone, registrar = trusting, make_registrar("A", "127.0.0.1", ca.sign("a", NAMES))
    phone.change(phone.account_values(1, registrar.target, sip_server__1__transport_type=TCP) |
                 phone.account_values(2, registrar.target, sip_server__1__transport_type=TCP))
    for account in (1, 2):
        phone.wait_until_registered(account)
    assert {seen.source for seen in registrar.requests()} == {f"127.0.0.1:{phone.sip_port}"}


def test_the_configured_name_is_what_the_certificate_has_to_show(trusting, make_registrar, ca):
    phone, registrar = trusting, make_registrar("B", "127.0.0.2", ca.sign("b", NAMES))
    phone.change(phone.account_values(1, f"b.sip.test:{registrar.tls.port}", sip_server__1__transport_type=TLS))
    phone.wait_until_registered(target=registrar.tls_target, transport="TLS")


BAD = {
    "wrong name": "is not for multi.sip.test",
    "expired": "has expired",
    "unknown authority": "is signed by no known authority",
}


def bad_certificate(ca, scratch, what):
    if what == "wrong name":
        return ca.sign("bad", ["DNS:other.sip.test"])
    if what == "expired":
        return ca.sign("bad", NAMES, expired=True)
    return authority(scratch / "stranger", "stranger").sign("bad", NAMES)


@pytest.mark.parametrize("what", BAD)
def test_a_bad_certificate_moves_the_account_to_the_next_address(trusting, make_registrar, ca, scratch, what):
    phone = trusting
    bad = make_registrar("A", "127.0.0.1", bad_certificate(ca, scratch, what))
    phone.change(phone.account_values(1, f"multi.sip.test:{bad.tls.port}", sip_server__1__transport_type=TLS))
    status = phone.wait_for("the account to fail", state="allServersFailed")
    # The last word has the second address, where nobody listens yet.
    assert "no connection" in status["last_failure"]["reason"]
    own = register_counters(phone)
    assert (own["tlsFailures"], own["connectFailures"], own["connects"]) == (1, 1, 0)

    phone.change({"account.1.enable": 0})
    good = make_registrar("B", "127.0.0.2", ca.sign("b", NAMES))
    phone.change({"account.1.enable": 1})
    phone.wait_until_registered(mode="failover", server=1, target=good.tls_target, transport="TLS")
    counters = phone.counters()
    assert (counters["failovers"], counters["failoversTls"]) == (1, 1)
    assert bad.seen() == 0


@pytest.mark.parametrize("what", BAD)
def test_a_bad_certificate_is_named_with_its_fault(trusting, make_registrar, ca, scratch, what):
    phone = trusting
    registrar = make_registrar("B", "127.0.0.2", bad_certificate(ca, scratch, what))
    phone.change(phone.account_values(1, f"b.sip.test:{registrar.tls.port}", sip_server__1__transport_type=TLS))
    status = phone.wait_for("the account to fail", state="allServersFailed")
    assert BAD[what].replace("multi", "b") in status["last_failure"]["reason"]
    assert "TLS with b.sip.test" in status["last_failure"]["reason"]
    assert registrar.seen() == 0


@pytest.mark.parametrize("transport", [TCP, TLS])
def test_a_connection_that_was_cut_is_made_anew(trusting, make_registrar, ca, transport):
    phone, registrar = trusting, make_registrar("A", "127.0.0.1", ca.sign("a", NAMES))
    port = free_port()
    relay = Relay(port, ("127.0.0.1", registrar.port if transport == TCP else registrar.tls.port))
    try:
        phone.change(phone.account_values(1, f"127.0.0.1:{port}", sip_server__1__transport_type=transport))
        phone.wait_until_registered()
        assert relay.connections == 1
        relay.cut()
        phone.change({"account.1.sip_server.1.expires": 700})
        until(lambda: registrar.requests("REGISTER")[-1].expires == "700", "the account to register anew")
        phone.wait_until_registered()
        assert relay.connections == 2
        until(lambda: register_counters(phone)["connects"] == 2, "both connections to be counted")
    finally:
        relay.close()


def test_a_registrar_that_was_restarted_is_found_again(trusting, make_registrar, ca):
    phone, registrar = trusting, make_registrar("A", "127.0.0.1", ca.sign("a", NAMES))
    phone.change(phone.account_values(1, registrar.target, sip_server__1__transport_type=TCP))
    phone.wait_until_registered()
    registrar.stop()
    phone.change({"account.1.sip_server.1.expires": 700})
    phone.wait_for("the account to fail", state="allServersFailed")
    assert register_counters(phone)["connectFailures"] >= 1
    registrar.start()
    phone.change({"account.1.sip_server.1.expires": 800})
    phone.wait_until_registered(target=registrar.target)
    assert "1001" in registrar.bindings()


def test_a_refused_connection_moves_the_account_at_once(trusting, make_registrar, ca, sip_port):
    phone, good = trusting, make_registrar("B", "127.0.0.2", ca.sign("b", NAMES))
    phone.change(phone.account_values(1, f"multi.sip.test:{sip_port}", sip_server__1__transport_type=TCP))
    phone.wait_until_registered(mode="failover", target=good.target, transport="TCP")
    counters = phone.counters()
    assert (counters["failovers"], counters["failoversConnect"]) == (1, 1)


@pytest.mark.parametrize("transport", [TCP, TLS])
def test_over_ipv6(make_phone, make_registrar, ca, transport):
    registrar = make_registrar("A", "::1", ca.sign("a", ["IP:::1"]))
    port = free_port()
    phone = make_phone(settings={"sip.ca_file": ca.certificate, "sip.bind": f"[::1]:{port}"})
    phone.start()
    target = registrar.target if transport == TCP else registrar.tls_target
    phone.change(phone.account_values(1, target, sip_server__1__address="::1", sip_server__1__transport_type=transport))
    phone.wait_until_registered(target=target, transport="TCP" if transport == TCP else "TLS")


def test_a_file_that_cannot_be_used_is_named(make_phone, scratch):
    """At the start and by --check."""
    phone = make_phone(settings={"sip.ca_file": scratch / "missing.pem"})
    for option in ([], ["--check"]):
        done = subprocess.run([*map(str, phone.core_arguments()), *option], capture_output=True, text=True, timeout=20,
                              check=False)
        assert done.returncode == 1
        assert f"sip.ca_file: {scratch / 'missing.pem'} cannot be read" in done.stderr
