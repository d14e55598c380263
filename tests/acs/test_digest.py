"""The examples of the RFCs, and what a challenger takes."""

import pytest

from scripted_acs.digest import CHALLENGE, OK, STALE, Challenger, Credentials, authorization, fields_of, response

MUFASA = Credentials("Mufasa", "Circle of Life")
RFC_7616 = {"realm": "http-auth@example.org", "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", "qop": "auth",
            "nc": "00000001", "cnonce": "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"}


@pytest.mark.parametrize("algorithm,wanted", [
    ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
    ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")])
def test_the_example_of_rfc_7616(algorithm, wanted):
    assert response(MUFASA, "GET", "/dir/index.html", algorithm=algorithm, **RFC_7616) == wanted


def test_the_example_of_rfc_2617():
    assert response(Credentials("Mufasa", "Circle Of Life"), "GET", "/dir/index.html", "testrealm@host.com",
                    "dcd98b7102dd2f0e8b11d0f600bfb0c093", qop="auth", nc="00000001",
                    cnonce="0a4f113b") == "6629fae49393a05397450978507c4ef1"


def test_the_example_of_rfc_2069_without_qop():
    assert response(Credentials("Mufasa", "CircleOfLife"), "GET", "/dir/index.html", "testrealm@host.com",
                    "dcd98b7102dd2f0e8b11d0f600bfb0c093") == "1949323746fe6a43ef61f9606e7febea"


def test_fields_with_and_without_quotes():
    assert fields_of('Digest realm="a, b", qop="auth,auth-int",nonce=abc , stale=TRUE') == {
        "realm": "a, b", "qop": "auth,auth-int", "nonce": "abc", "stale": "TRUE"}


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256", "MD5-sess"])
@pytest.mark.parametrize("qop", ["auth", ""])
def test_the_right_password_is_let_in(algorithm, qop):
    challenger = Challenger(MUFASA, algorithm, qop)
    said = authorization(challenger.challenge(), MUFASA, "POST", "/acs")
    assert challenger.judge("POST", "/acs", said) == OK


def test_what_is_not_let_in():
    challenger = Challenger(MUFASA)
    challenge = challenger.challenge()
    right = authorization(challenge, MUFASA, "POST", "/acs")
    assert challenger.judge("POST", "/acs", "") == CHALLENGE
    assert challenger.judge("POST", "/acs", "Digest") == CHALLENGE
    assert challenger.judge("POST", "/other", right) == CHALLENGE
    assert challenger.judge("GET", "/acs", right) == CHALLENGE
    wrong = authorization(challenge, Credentials("Mufasa", "wrong"), "POST", "/acs")
    assert challenger.judge("POST", "/acs", wrong) == CHALLENGE
    assert challenger.judge("POST", "/acs", right) == OK
    assert challenger.judge("POST", "/acs", right) == STALE  # the same count again
    assert Challenger(MUFASA).judge("POST", "/acs", right) == STALE  # a nonce of somebody else


def test_a_nonce_wears_out():
    challenger = Challenger(MUFASA, uses=2)
    challenge = challenger.challenge()
    judged = [challenger.judge("POST", "/acs", authorization(challenge, MUFASA, "POST", "/acs", count))
              for count in (1, 2, 3)]
    assert judged == [OK, OK, STALE]
    assert "stale=true" in challenger.challenge(stale=True)
