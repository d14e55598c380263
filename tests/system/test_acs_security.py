"""Who the ACS is, and who the phone says it is: credentials, certificates, redirects."""

import subprocess

import pytest

from rig.management import (BOOTSTRAP, PHONE_USER, REQUEST_USER, ask_for_session, first_contact, point, session_now,
                            wait_for_result)
from rig.ports import free_port
from rig.tree import KEY
from rig.waiting import until
from scripted_acs.certificates import authority
from scripted_acs.digest import Credentials
from scripted_acs.server import Policy

DIGESTS = {
    "MD5": Policy("digest", PHONE_USER),
    "SHA-256": Policy("digest", PHONE_USER, "SHA-256"),
    "without qop": Policy("digest", PHONE_USER, qop=""),
    "a nonce of the connection": Policy("digest", PHONE_USER, bind_nonce=True),
    "stale after two requests": Policy("digest", PHONE_USER, nonce_uses=2),
    "with cookies": Policy("digest", PHONE_USER, cookies=True),
    "closing": Policy("digest", PHONE_USER, close=True),
    "closing, with cookies, stale": Policy("digest", PHONE_USER, "SHA-256", nonce_uses=2, cookies=True, close=True),
    "cookies alone": Policy(cookies=True),
}


@pytest.mark.parametrize("what", DIGESTS)
def test_a_session_with(phone, make_acs, what):
    """Two sessions, so that the second begins with what the first left behind."""
    acs = make_acs(policy=DIGESTS[what])
    point(phone, acs)
    for _ in range(2):
        session = acs.session()
        for _ in range(4):
            assert session.get(KEY) == {KEY: ""}
        session.end()
        wait_for_result(phone, "ok")
        ask_for_session(phone)
    acs.session().end()
    if not DIGESTS[what].cookies:
        assert not any("Cookie" in headers for _, _, headers, _ in acs.requests)


def test_cookies_are_not_kept_for_the_next_session(phone, make_acs):
    acs = make_acs(policy=Policy(cookies=True))
    first_contact(phone, acs)
    session_now(phone, acs).end()
    wait_for_result(phone, "ok")
    informs = [headers for _, _, headers, size in acs.requests if size]
    assert len(informs) == 2 and not any("Cookie" in headers for headers in informs)


@pytest.mark.parametrize("scheme", ["digest", "basic"])
def test_a_wrong_password(phone, make_acs, scheme):
    """Tried once, not for ever; the status says it without saying the password."""
    acs = make_acs(policy=Policy(scheme, Credentials(PHONE_USER.username, "another one")))
    point(phone, acs)
    result = wait_for_result(phone, "401", "credentials", "password", "authentic", "refused", "basic")
    assert PHONE_USER.password not in result
    assert len(acs.requests) <= 4
    assert acs.exchanges.empty()


def test_basic_is_for_tls_alone(phone, make_acs):
    """The password does not go over the wire in clear."""
    acs = make_acs(policy=Policy("basic", PHONE_USER))
    point(phone, acs)
    wait_for_result(phone, "401", "basic", "credentials", "authentic", "refused")
    assert not any(headers.get("Authorization", "").startswith("Basic") for _, _, headers, _ in acs.requests)


def test_basic_where_it_is_allowed(make_phone, make_acs):
    phone = make_phone(settings={"cwmp.allow_basic_over_http": "yes"})
    phone.start()
    acs = make_acs(policy=Policy("basic", PHONE_USER))
    first_contact(phone, acs)


def test_nobody_sees_the_password(phone, make_acs):
    """In no log (each test looks), not in ps, not in a status or an error."""
    acs = make_acs(policy=Policy("digest", PHONE_USER))
    first_contact(phone, acs)
    session = session_now(phone, acs)
    shown = session.get("")
    assert not {PHONE_USER.password, REQUEST_USER.password} & set(shown.values())
    listed = subprocess.run(["ps", "axeww", "-o", "args"], capture_output=True, text=True, check=True).stdout
    session.end()
    wait_for_result(phone, "ok")
    texts = [listed, phone.ctl("status").out, phone.ctl("get", "*").out, phone.ctl("history").out]
    for secret in (PHONE_USER.password, REQUEST_USER.password):
        assert not any(secret in text for text in texts)


# TLS

@pytest.fixture
def tls_phone(make_phone, trusted):
    phone = make_phone(settings={"cwmp.ca_file": trusted.certificate})
    phone.start()
    return phone


@pytest.mark.parametrize("scheme", ["", "digest", "basic"])
def test_a_good_certificate(tls_phone, make_acs, trusted, scheme):
    acs = make_acs(certificate=trusted.sign("acs", ["IP:127.0.0.1"]), policy=Policy(scheme, PHONE_USER))
    first_contact(tls_phone, acs)
    session = session_now(tls_phone, acs)
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(tls_phone, "ok")


def assert_refused(phone, acs, *words):
    point(phone, acs)
    wait_for_result(phone, *words)
    assert not acs.requests


def test_a_certificate_for_another_name(tls_phone, make_acs, trusted):
    acs = make_acs(certificate=trusted.sign("another", ["DNS:another.test", "IP:127.0.0.2"]))
    assert_refused(tls_phone, acs, "name", "certificate")


def test_the_common_name_does_not_count_beside_other_names(tls_phone, make_acs, trusted):
    acs = make_acs(certificate=trusted.sign("127.0.0.1", ["DNS:another.test"]))
    assert_refused(tls_phone, acs, "name", "certificate")


def test_a_certificate_of_an_unknown_authority(tls_phone, make_acs, scratch):
    acs = make_acs(certificate=authority(scratch / "rogue", "rogue").sign("acs", ["IP:127.0.0.1"]))
    assert_refused(tls_phone, acs, "certificate", "issuer", "verif")


def test_a_certificate_of_its_own(tls_phone, make_acs, scratch):
    rogue = authority(scratch / "rogue", "rogue")
    acs = make_acs(certificate=(rogue.certificate, rogue.key))
    assert_refused(tls_phone, acs, "certificate", "self", "verif")


def test_a_certificate_that_has_expired(tls_phone, make_acs, trusted):
    acs = make_acs(certificate=trusted.sign("old", ["IP:127.0.0.1"], expired=True))
    assert_refused(tls_phone, acs, "expired", "certificate")


def test_plain_http_behind_an_https_url(tls_phone, make_acs):
    acs = make_acs()
    point(tls_phone, acs, url=acs.url().replace("http:", "https:"))
    wait_for_result(tls_phone, "tls", "ssl", "certificate", "version")
    assert not [one for one in acs.requests if one[3]]


def test_the_systems_authorities_do_not_know_ours(phone, make_acs, trusted):
    """Without cwmp.ca_file."""
    acs = make_acs(certificate=trusted.sign("acs", ["IP:127.0.0.1"]))
    assert_refused(phone, acs, "certificate", "issuer", "verif")


def test_a_good_certificate_after_a_bad_one(tls_phone, make_acs, trusted):
    port = free_port()
    bad = make_acs(port=port, certificate=trusted.sign("bad", ["DNS:another.test"]))
    assert_refused(tls_phone, bad, "name", "certificate")
    bad.close()
    good = make_acs(port=port, certificate=trusted.sign("good", ["IP:127.0.0.1"]))
    ask_for_session(tls_phone)
    session = good.session()
    assert session.inform.events[:2] == BOOTSTRAP
    session.end()
    wait_for_result(tls_phone, "ok")


# Redirects

@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_is_for_this_session(managed, acs, make_acs, status):
    other = make_acs()
    ask_for_session(managed)
    acs.next_inform().reply(status, headers=[("Location", other.url("/there"))])
    session = other.session()
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(managed, "ok")
    assert {path for _, path, _, _ in other.requests} == {"/there"}
    assert managed.status()["acs"]["url"] == acs.url()
    session_now(managed, acs).end()


def test_credentials_go_elsewhere_only_when_challenged(phone, make_acs):
    asking, plain = make_acs(policy=Policy("digest", PHONE_USER)), make_acs()
    point(phone, asking)
    asking.next_inform().reply(302, headers=[("Location", plain.url())])
    session = plain.session()
    assert session.get(KEY) == {KEY: ""}
    session.end()
    wait_for_result(phone, "ok")
    assert plain.requests and not any("Authorization" in headers or "Cookie" in headers for _, _, headers, _ in plain.requests)
    other = make_acs(policy=Policy("digest", PHONE_USER))
    ask_for_session(phone)
    asking.next_inform().reply(302, headers=[("Location", other.url())])
    session = other.session()
    session.end()
    wait_for_result(phone, "ok")


def test_a_redirect_to_a_bad_certificate(tls_phone, make_acs, trusted):
    good = make_acs(certificate=trusted.sign("good", ["IP:127.0.0.1"]))
    bad = make_acs(certificate=trusted.sign("bad", ["DNS:another.test"]))
    point(tls_phone, good)
    good.next_inform().reply(302, headers=[("Location", bad.url())])
    wait_for_result(tls_phone, "name", "certificate")
    assert not bad.requests


def test_basic_does_not_follow_to_plain_http(tls_phone, make_acs, trusted):
    """A redirect from https to http does not bring the password into the clear."""
    good = make_acs(certificate=trusted.sign("good", ["IP:127.0.0.1"]), policy=Policy("basic", PHONE_USER))
    plain = make_acs(policy=Policy("basic", PHONE_USER))
    point(tls_phone, good)
    good.next_inform().reply(302, headers=[("Location", plain.url())])
    wait_for_result(tls_phone, "401", "basic", "credentials", "redirect", "authentic", "refused")
    assert not any("Basic" in headers.get("Authorization", "") for _, _, headers, _ in plain.requests)
    until(lambda: not tls_phone.status()["acs"]["result"] == "ok", "the session to have failed")
