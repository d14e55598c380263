"""What a registrar may do to a phone: states, order, counters, and that both sides counted the same."""

import pytest

from rig.registrar import SWALLOW
from rig.waiting import until

# The defaults' full time of a lone target (64 * T1) and some.
SILENCE = 60


def register_counters(phone, account=1, server=1):
    """Those of REGISTER, without the method's name."""
    found = phone.counters(account)[f"server {server}"]
    return {name.removesuffix(".REGISTER"): value for name, value in found.items() if name.endswith(".REGISTER")} | {
        name: value for name, value in found.items() if "." not in name}


def disagreements(phone, registrar, account, server):
    """What does not fit together, of the phone's counters among themselves and beside the registrar's."""
    counters, own = phone.counters(account), register_counters(phone, account, server)
    finals = sum(own[f"responses{digit}xx"] for digit in "23456")
    sums = {
        "requests": (own["requestsOut"], finals + own["timeouts"] + own["transportFailures"] + own["abandoned"]),
        "in flight": (own["inFlight"], 0),
        "attempts": (counters["registerAttempts"], counters["registerSuccesses"] + counters["registerFailures"] +
                     counters["registerAbandoned"]),
        "arrived": (own["requestsOut"] + own["retransmissions"] - own["transportFailures"],
                    registrar.seen(user=1000 + account)),
    }
    sums |= {f"{digit}xx": (own[f"responses{digit}xx"], registrar.replies(digit)) for digit in "2345"}
    return {name: pair for name, pair in sums.items() if pair[0] != pair[1]}


def assert_counts_agree(phone, registrar, account=1, server=1):
    """Waits for it, since the agent's counters may be a second old. Returns them."""
    seen = {}

    def agree():
        seen.clear()
        seen.update(disagreements(phone, registrar, account, server))
        return not seen
    try:
        until(agree, "both sides to count the same", deadline=10)
    except AssertionError:
        raise AssertionError(f"counted differently, the phone first: {seen}") from None
    return register_counters(phone, account, server)


@pytest.fixture
def configured(phone, registrar_a):
    """Sets account 1 up, once the registrar has its fault."""
    def configure(**more):
        phone.change(phone.account_values(1, registrar_a.target, **more))
        return phone
    return configure


def test_good_registrations_are_counted_on_both_sides(configured, registrar_a):
    phone = configured(sip_server__1__expires=600)
    phone.wait_until_registered(mode="primary", server=1, target=registrar_a.target, transport="UDP", last_failure=None)
    own = assert_counts_agree(phone, registrar_a)
    assert (own["requestsOut"], own["challenges"], own["responses2xx"]) == (2, 1, 1)
    phone.change({"account.1.sip_server.1.expires": 700})
    until(lambda: registrar_a.requests("REGISTER")[-1].expires == "700", "the account to register anew")
    phone.wait_until_registered()
    assert_counts_agree(phone, registrar_a)


FAULTS = {
    403: ("rejected", 1, 0),
    404: ("rejected", 1, 0),
    503: ("allServersFailed", 1, 0),
    500: ("allServersFailed", 1, 0),
    401: ("authFailed", 2, 1),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_refusal_is_a_state_with_its_code(configured, registrar_a, code):
    state, requests, auth_failures = FAULTS[code]
    registrar_a.fault(code)
    phone = configured()
    status = phone.wait_for(f"the account to be {state}", state=state)
    assert status["last_failure"]["code"] == code
    assert (status["server"], status["target"], status["expires_at"]) == (0, "", None)
    own = assert_counts_agree(phone, registrar_a)
    assert (own["requestsOut"], own["retransmissions"]) == (requests, 0)
    assert own["challenges"] == (2 if code == 401 else 0)
    counters = phone.counters()
    assert (counters["registerAttempts"], counters["registerFailures"]) == (1, 1)
    assert counters["authFailures"] == auth_failures

    # It registers when the registrar has thought better of it; an account put to use anew does not wait.
    registrar_a.fault(0)
    phone.change({"account.1.enable": 0})
    phone.change({"account.1.enable": 1})
    phone.wait_until_registered(target=registrar_a.target)
    assert_counts_agree(phone, registrar_a)


def test_a_wrong_password_is_not_tried_over_and_over(configured, registrar_a):
    phone = configured(password="wrong")
    phone.wait_for("the account to be refused", state="authFailed")
    assert registrar_a.seen() == 2
    phone.change({"account.1.password": "secret1001"})
    phone.wait_until_registered()


def test_423_is_answered_with_the_registrars_minimum(configured, registrar_a):
    registrar_a.fault(423)
    phone = configured(sip_server__1__expires=60)
    phone.wait_for("the account to fail", state="allServersFailed")
    assert [one.expires for one in registrar_a.requests("REGISTER")] == ["60", "120"]
    assert_counts_agree(phone, registrar_a)


def test_a_closed_port_fails_at_once(configured, registrar_a):
    registrar_a.stop()
    phone = configured()
    status = phone.wait_for("the account to fail", state="allServersFailed", deadline=5)
    assert status["last_failure"]["code"] == 0
    own = register_counters(phone)
    assert own["transportFailures"] == own["requestsOut"] == 1
    assert own["icmpErrors"] >= 1
    registrar_a.start()
    phone.wait_until_registered(deadline=60)  # after reg_fail_retry_interval, 30 s


def test_silence_of_a_lone_registrar_lasts_64_t1(configured, registrar_a):
    registrar_a.fault(SWALLOW)
    phone = configured(sip_server__1__retry_counts=1)
    phone.wait_for("the account to register", state="registering")
    status = phone.wait_for("the account to give up", state="allServersFailed", deadline=SILENCE)
    assert status["last_failure"]["code"] == 0
    own = assert_counts_agree(phone, registrar_a)
    assert (own["requestsOut"], own["timeouts"]) == (1, 1)
    # Timer E (RFC 3261, 17.1.2.2): after 0.5, 1.5, 3.5, 7.5 and then every 4 s until 32 s have passed.
    assert own["retransmissions"] == 10
    assert len({(one.call, one.cseq) for one in registrar_a.requests("REGISTER")}) == 1


def test_a_disabled_account_says_goodbye_and_nothing_more(configured, registrar_a):
    phone = configured()
    phone.wait_until_registered()
    phone.change({"account.1.enable": 0})
    phone.wait_for("the account to be disabled", state="disabled")
    until(lambda: registrar_a.bindings() == {}, "the binding to go")
    assert registrar_a.requests("REGISTER")[-1].expires == "0" or "expires=0" in registrar_a.requests()[-1].contact


def test_an_account_without_an_address_is_misconfigured(phone, registrar_a):
    phone.change({"account.1.enable": 1, "account.1.user_name": "1001"})
    status = phone.wait_for("the account to be misconfigured", state="misconfigured")
    assert status["reason"]
    assert registrar_a.seen() == 0
