"""How the phone reaches its ACS: items 3 and 5 to 8 of the sessions' page, and both families of addresses."""

import os
import socket
from pathlib import Path

import pytest

from rig.management import (PHONE_USER, acs_status, ask_for_session, first_contact, point, session_now, wait_for_result,
                            wait_until_delivered)
from rig.tree import KEY, LABEL, REQUEST_URL, SERVER
from scripted_acs.certificates import authority
from scripted_acs.server import Policy

COMPRESSION = SERVER + "HTTPCompression"


# Item 5: connections, 401, cookies

def test_item_5_401_repeats_on_the_same_connection(phone, make_acs):
    acs = make_acs(policy=Policy("digest", PHONE_USER))
    first_contact(phone, acs)
    seen = [(connection, "Authorization" in headers, size > 0) for connection, _, headers, size in acs.requests]
    assert seen == [(1, False, True), (1, True, True), (1, True, False)]


def test_item_5_401_with_connection_close_repeats_on_another_one(phone, make_acs):
    acs = make_acs(policy=Policy("digest", PHONE_USER, close=True))
    first_contact(phone, acs)
    assert [connection for connection, *_ in acs.requests] == [1, 2, 3]
    assert ["Authorization" in headers for _, _, headers, _ in acs.requests] == [False, True, True]


def test_item_5_reconnects_with_its_cookies_where_the_acs_closed_without_a_word(phone, make_acs):
    acs = make_acs(policy=Policy(cookies=True, hang_up=True))
    point(phone, acs)
    session = acs.session()
    for _ in range(3):
        assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(phone, "ok")
    assert acs.connections == len(acs.requests) == 5
    assert ["acs.session" in headers.get("Cookie", "") for _, _, headers, _ in acs.requests] == [False] + [True] * 4


def test_item_3_another_source_port_in_the_next_session(managed, acs):
    ports = []
    for _ in range(3):
        session = session_now(managed, acs)
        ports.append(session.trouble().peer[1])
        session.end()
        wait_for_result(managed, "ok")
    assert len(set(ports)) > 1


# Item 6: redirects

@pytest.mark.parametrize("status", [301, 302, 307])
def test_item_6_five_redirects_are_followed_for_this_session_alone(managed, acs, make_acs, status):
    other = make_acs()
    ask_for_session(managed)
    acs.next_inform().reply(status, headers=[("Location", other.url("/1"))])
    for number in range(2, 6):
        other.next_inform().reply(status, headers=[("Location", f"/{number}")])
    session = other.session()
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(managed, "ok")
    session_now(managed, acs).end()
    wait_for_result(managed, "ok")
    assert acs_status(managed)["url"] == acs.url()


# Item 7: who the phone is

DIGESTS = {
    "SHA-256": Policy("digest", PHONE_USER, "SHA-256"),
    "SHA-256 without qop": Policy("digest", PHONE_USER, "SHA-256", qop=""),
    "MD5 without qop": Policy("digest", PHONE_USER, qop=""),
    "a nonce for one request": Policy("digest", PHONE_USER, nonce_uses=1),
    "stale in mid-session": Policy("digest", PHONE_USER, "SHA-256", nonce_uses=3),
    "a nonce bound to its connection, stale": Policy("digest", PHONE_USER, "SHA-256", bind_nonce=True, nonce_uses=2),
}


@pytest.mark.parametrize("what", DIGESTS)
def test_item_7_digest(phone, make_acs, what):
    acs = make_acs(policy=DIGESTS[what])
    point(phone, acs)
    session = acs.session()
    for number in range(5):
        assert session.set([(LABEL, "string", f"{number}")], f"key {number}") == 0
    assert session.get(KEY) == {KEY: "key 4"}
    session.end()
    wait_for_result(phone, "ok")


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_item_7_digest_with_auth_int_alone_is_said_to_be_missing(phone, make_acs, algorithm):
    """libcurl does not have it for a POST; where auth is offered beside it that is taken."""
    acs = make_acs(policy=Policy("digest", PHONE_USER, algorithm, qop="auth-int"))
    point(phone, acs)
    wait_for_result(phone, "auth-int")
    assert acs.exchanges.empty() and len(acs.requests) <= 3


@pytest.fixture
def phones(scratch):
    """Signs the certificates of phones."""
    return authority(scratch / "phones", "phones")


CLIENT_CERTIFICATES = {
    "right": ("ok",),
    "none": ("certificate required", "handshake"),
    "of another authority": ("unknown ca",),
    "expired": ("certificate expired",),
    "with another key": ("is not the key of",),
    "with a key for everybody": ("may be read or written by everybody",),
    "with a pass phrase": ("is protected by a pass phrase",),
    "without a file": ("cannot be read: No such file",),
}


@pytest.mark.parametrize("what", CLIENT_CERTIFICATES)
def test_item_7_client_certificate(make_phone, make_acs, scratch, trusted, phones, what):
    """The ACS lets in phones with a certificate of their authority alone; the status says what is wrong with ours."""
    signer = authority(scratch / "strangers", "strangers") if what == "of another authority" else phones
    certificate, key = signer.sign("phone", [], expired=what == "expired")
    if what == "with another key":
        key = phones.sign("other", [])[1]
    elif what == "with a key for everybody":
        key.chmod(0o644)
    elif what == "with a pass phrase":
        key = phones.protect(key, "a pass phrase")
    elif what == "without a file":
        key = scratch / "missing.key"
    shown = {} if what == "none" else {"cwmp.client_certificate": certificate, "cwmp.client_key": key}
    phone = make_phone(settings={"cwmp.ca_file": trusted.certificate} | shown)
    phone.start()
    acs = make_acs(certificate=trusted.sign("acs", ["IP:127.0.0.1"]),
                   policy=Policy(client_authority=str(phones.certificate)))
    point(phone, acs)
    if what == "right":
        session = acs.session()
        assert session.get(KEY) == {KEY: ""}
        session.end()
    result = wait_for_result(phone, *CLIENT_CERTIFICATES[what])
    assert "a pass phrase" not in result.replace("by a pass phrase", "")
    assert bool(acs.requests) == (what == "right")


# Item 8: gzip

def headers_of_envelopes(acs):
    return [headers for _, _, headers, size in acs.requests if size]


def compressing(phone, acs):
    """A phone that was told to compress; nothing of it so far."""
    first_contact(phone, acs)
    assert not any("Content-Encoding" in headers or "Accept-Encoding" in headers for _, _, headers, _ in acs.requests)
    session = session_now(phone, acs)
    assert session.set([(COMPRESSION, "string", "GZIP")]) == 0
    assert session.get(COMPRESSION) == {COMPRESSION: "GZIP"}
    session.end()
    wait_for_result(phone, "ok")
    wait_until_delivered(phone, "X 00005E INFORM")
    acs.requests.clear()


def test_item_8_gzip_when_enabled(phone, acs):
    """From the next session on, both ways."""
    compressing(phone, acs)
    session = session_now(phone, acs)
    assert len(session.typed("")) > 200
    assert session.set([(COMPRESSION, "string", "Disabled")]) == 0
    session.end()
    wait_for_result(phone, "ok")
    assert all(headers["Content-Encoding"] == headers["Accept-Encoding"] == "gzip" for headers in headers_of_envelopes(acs))
    assert all("Content-Encoding" not in headers for _, _, headers, size in acs.requests if not size)
    acs.requests.clear()
    session_now(phone, acs).end()
    wait_for_result(phone, "ok")
    assert not any("Content-Encoding" in headers for headers in headers_of_envelopes(acs))


def test_item_8_415_drops_compression(phone, make_acs):
    """For the rest of the session, which begins anew; the next one compresses again."""
    acs = make_acs(policy=Policy(gzip=False))
    compressing(phone, acs)
    for _ in range(2):
        session = session_now(phone, acs)
        assert (session.inform.retry_count, session.inform.events) == (0, ["X 00005E INFORM"])
        assert session.get(KEY) == {KEY: ""}
        session.end()
        wait_for_result(phone, "ok")
        wait_until_delivered(phone, "X 00005E INFORM")
        packed = ["Content-Encoding" in headers for headers in headers_of_envelopes(acs)]
        assert packed == [True, False, False]
        acs.requests.clear()


def test_item_8_415_in_mid_session_starts_over(phone, acs):
    compressing(phone, acs)
    session = session_now(phone, acs)
    assert session.get(KEY) == {KEY: ""}
    session.trouble().reply(415)
    session = acs.session()
    assert session.inform.retry_count == 0
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(phone, "ok")
    assert ["Content-Encoding" in headers for headers in headers_of_envelopes(acs)] == [True, True, False, False]


def test_item_8_415_without_compression_is_a_failure(managed, acs):
    ask_for_session(managed)
    acs.next_inform().reply(415)
    wait_for_result(managed, "415")
    assert acs.exchanges.empty()


@pytest.mark.parametrize("scheme", ["digest", "basic"])
def test_item_8_gzip_behind_a_challenge(make_phone, make_acs, scheme):
    """What is repeated with credentials is packed once."""
    phone = make_phone(settings={"cwmp.allow_basic_over_http": "yes"})
    phone.start()
    acs = make_acs(policy=Policy(scheme, PHONE_USER, nonce_uses=2, cookies=True))
    compressing(phone, acs)
    session = session_now(phone, acs)
    assert len(session.typed("")) > 200
    session.end()
    wait_for_result(phone, "ok")


# Both families of addresses

def has_ipv6():
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


needs_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="this machine has no ::1")


@needs_ipv6
def test_ipv6(make_phone, make_acs):
    """And the connection request's URL is of the family that the ACS was reached by."""
    phone = make_phone()
    phone.configure({"cwmp.listen": f"127.0.0.1:{phone.cwmp_port} [::1]:{phone.cwmp_port}"})
    phone.start()
    acs = make_acs(address="::1", policy=Policy("digest", PHONE_USER, cookies=True))
    assert acs.url().startswith("http://[::1]:")
    point(phone, acs)
    session = acs.session()
    assert session.get(REQUEST_URL)[REQUEST_URL].startswith(f"http://[::1]:{phone.cwmp_port}/")
    session.end()
    wait_for_result(phone, "ok")


@needs_ipv6
def test_ipv6_with_a_certificate_for_its_address(make_phone, make_acs, trusted):
    phone = make_phone(settings={"cwmp.ca_file": trusted.certificate})
    phone.start()
    acs = make_acs(address="::1", certificate=trusted.sign("acs", ["IP:::1"]))
    first_contact(phone, acs)


@pytest.fixture
def both_families(scratch, monkeypatch):
    """A name with two addresses, for the programs that a test starts."""
    wrapper = next(Path("/usr/lib").glob("*/libnss_wrapper.so"), None)
    if not wrapper:
        pytest.skip("libnss-wrapper is not there")
    hosts = scratch / "hosts"
    hosts.write_text("::1 acs.both.test\n127.0.0.1 acs.both.test\n")
    monkeypatch.setenv("LD_PRELOAD", str(wrapper))
    monkeypatch.setenv("NSS_WRAPPER_HOSTS", str(hosts))
    # A sanitizer's runtime does not bear libraries that look into themselves first; it wants to be the first
    # library, and does not have to be.
    monkeypatch.setenv("NSS_WRAPPER_DISABLE_DEEPBIND", "1")
    monkeypatch.setenv("ASAN_OPTIONS", os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0")
    return "acs.both.test"


@needs_ipv6
@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_host_with_both_families_one_of_which_does_not_answer(both_families, make_phone, make_acs, address):
    phone = make_phone()
    phone.start()
    acs = make_acs(address=address)
    point(phone, acs, url=acs.url(host=both_families))
    session = acs.session()
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(phone, "ok")
