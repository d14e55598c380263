"""Calls of the phone through Kamailio: baresip and sipp are on the other side. Signalling alone, no sound."""

import subprocess

import pytest

from rig.invariants import assert_seen, assert_sums
from rig.ports import free_port
from rig.registrar import SWALLOW, password_of
from rig.softphone import Softphone
from rig.waiting import until

SHORTEST_LEASE = 30
PHONE, OTHER = "1001", "1002"
SIPP = "/usr/bin/sipp"


@pytest.fixture
def make_other(scratch):
    """Registers baresip as user 1002: make_other(registrar, …)."""
    made = []

    def make(*registrars):
        made.append(Softphone(scratch, OTHER, registrars))
        return made[-1]

    yield make
    for one in made:
        one.end()


@pytest.fixture
def registered(phone, registrar_a):
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    return phone


def calls(phone):
    return phone.ask("calls")["calls"]


def dial(phone, uri, account=1):
    return phone.ask("call", account, uri)["call"]


def until_established(phone):
    return until(lambda: next((one for one in calls(phone) if one["state"] == "established"), None),
                 f"a call to be established: {calls(phone)}")


def until_idle(phone, deadline=30):
    until(lambda: not calls(phone), f"the calls to end: {calls(phone)}", deadline)


# Both ways through one registrar


def test_the_phone_calls_and_hangs_up(registered, registrar_a, make_other):
    other = make_other(registrar_a)
    call = dial(registered, OTHER)
    other.wait_for("CALL_ESTABLISHED")
    seen = until_established(registered)
    assert (seen["call"], seen["outgoing"], seen["target"]) == (call, True, registrar_a.target)
    assert OTHER in seen["peer"]
    assert registered.ctl("hangup", call).code == 0
    other.wait_for("CALL_CLOSED")
    until_idle(registered)
    counters = registered.counters()
    assert (counters["outgoingCallsAttempted"], counters["outgoingCallsConnected"], counters["outgoingCallsFailed"]) == (1, 1, 0)
    assert counters["incomingCallsReceived"] == counters["callsDropped"] == 0
    assert_sums(registered)
    # The 407 and the INVITE with credentials.
    assert counters["server 1"]["requestsOut.INVITE"] == 2 == len(registrar_a.requests("INVITE"))


def test_the_other_phone_calls_and_hangs_up(registered, registrar_a, make_other):
    other = make_other(registrar_a)
    other.dial(f"sip:{PHONE}@{registrar_a.target}")
    other.wait_for("CALL_ESTABLISHED")
    seen = until_established(registered)
    assert not seen["outgoing"] and OTHER in seen["peer"]
    other.hang_up()
    until_idle(registered)
    counters = registered.counters()
    assert (counters["incomingCallsReceived"], counters["incomingCallsConnected"], counters["incomingCallsFailed"]) == (1, 1, 0)
    assert counters["server 1"]["requestsIn.INVITE"] == 1
    assert_sums(registered)


def test_a_call_that_rings_is_taken_back_by_its_caller(registered, registrar_a, make_other):
    other = make_other(registrar_a)
    other.dial(f"sip:{PHONE}@{registrar_a.target}")
    until(lambda: [one["state"] for one in calls(registered)] == ["ringing"], "the phone to ring")
    other.hang_up()
    until_idle(registered)
    counters = registered.counters()
    assert (counters["incomingCallsConnected"], counters["incomingCallsFailed"]) == (0, 1)


def test_a_call_that_rings_is_refused_at_the_phone(registered, registrar_a, make_other):
    other = make_other(registrar_a)
    other.dial(f"sip:{PHONE}@{registrar_a.target}")
    ringing = until(lambda: next(iter(calls(registered)), None), "the phone to ring")
    assert registered.ctl("hangup", ringing["call"]).code == 0
    closed = other.wait_for("CALL_CLOSED")
    assert closed["param"].startswith("486")


def test_whom_nobody_knows_is_a_call_that_failed(registered, registrar_a):
    dial(registered, "1009")
    until_idle(registered)
    until(lambda: registered.counters()["outgoingCallsFailed"] == 1, "the failure to be counted")
    counters = registered.counters()
    assert counters["outgoingCallsConnected"] == 0
    assert counters["server 1"]["responses4xx.INVITE"] == 2, "407, then 404"
    assert registered.account()["state"] == "registered"


def test_a_call_survives_the_agent_and_ends_with_the_core(registered, registrar_a, make_other):
    other = make_other(registrar_a)
    dial(registered, OTHER)
    other.wait_for("CALL_ESTABLISHED")
    registered.kill_agent()
    until(lambda: registered.status()["sipcore"]["connected"], "the agent to find the core")
    assert until_established(registered)
    registered.core.end()
    until(lambda: not registered.status()["sipcore"]["connected"], "the agent to miss the core")
    registered.start_core()
    until(lambda: registered.status()["sipcore"]["connected"], "the agent to find the core")
    registered.wait_until_registered()
    assert calls(registered) == []


def test_what_cannot_be_called_is_refused_with_a_sentence(phone, registrar_a):
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    for words, code, says in ((("call", 2, OTHER), 1, "account 2"), (("call", 1, "http://example.com/"), 1, "sip"),
                              (("hangup", 77), 1, "77"), (("call", 99, OTHER), 2, "account")):
        result = phone.ctl(*words)
        assert result.code == code and says in (result.out + result.err).lower(), f"{words}: {result}"
    assert calls(phone) == []
    assert registrar_a.seen("INVITE") == 0


# sipp, straight to the phone


def test_sipp_calls_the_phone_again_and_again(registered, scratch):
    done = subprocess.run([SIPP, "-sn", "uac", "-i", "127.0.0.1", "-p", str(free_port()), "-s", PHONE, "-m", "12", "-l", "4",
                           "-r", "4", "-d", "200", "-nostdin", "-timeout", "60", f"127.0.0.1:{registered.sip_port}"],
                          cwd=scratch, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    until_idle(registered)
    counters = registered.counters()
    assert (counters["incomingCallsReceived"], counters["incomingCallsConnected"]) == (12, 12)


def test_more_calls_than_an_account_takes_are_busy(registered, scratch):
    """Four at once; the fifth hears 486, and the phone goes on."""
    done = subprocess.run([SIPP, "-sn", "uac", "-i", "127.0.0.1", "-p", str(free_port()), "-s", PHONE, "-m", "5", "-l", "5",
                           "-r", "50", "-d", "3000", "-nostdin", "-timeout", "60", f"127.0.0.1:{registered.sip_port}"],
                          cwd=scratch, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 1, "sipp says that one call failed"
    until_idle(registered)
    counters = registered.counters()
    assert (counters["incomingCallsConnected"], counters["incomingCallsFailed"]) == (4, 1)


# Failover of calls: the name multi.sip.test is A, then B


@pytest.fixture
def two_targets(make_phone, name_server, registrar_a, registrar_b):
    """make(**values): the phone registered at A, the first address of a name with two."""
    phone = make_phone(name_server=name_server)

    def make(**more):
        phone.start()
        values = phone.account_values(1, f"multi.sip.test:{registrar_a.port}", sip_server__1__invite_retry_counts=1,
                                      sip_server__1__retry_counts=0, **more)
        phone.change(values)
        phone.wait_until_registered(target=registrar_a.target)
        return phone

    return make


def test_a_silent_target_moves_the_call_to_the_next(two_targets, registrar_a, registrar_b, make_other):
    phone = two_targets()
    other = make_other(registrar_b)
    registrar_a.fault(SWALLOW, "INVITE")
    dial(phone, OTHER)
    other.wait_for("CALL_ESTABLISHED")
    assert until_established(phone)["target"] == registrar_b.target
    counters = phone.counters()
    assert counters["inviteFailovers"] == 1
    assert registrar_a.seen("INVITE") == 2, "one send and invite_retry_counts resends"
    # The servers share registrations: nothing is registered at B before the call goes there.
    assert registrar_b.seen("REGISTER", PHONE) == 0
    assert_sums(phone)


def test_a_503_moves_the_call_at_once(two_targets, registrar_a, registrar_b, make_other):
    phone = two_targets()
    other = make_other(registrar_b)
    registrar_a.fault(503, "INVITE")
    dial(phone, OTHER)
    other.wait_for("CALL_ESTABLISHED")
    assert registrar_a.seen("INVITE") == 1
    assert phone.counters()["inviteFailovers"] == 1


def test_with_register_on_enable_the_phone_registers_first(two_targets, registrar_a, registrar_b, make_other):
    phone = two_targets(sip_server__1__register_on_enable=1, sip_server__1__failback_mode=2)
    other = make_other(registrar_b)
    registrar_a.fault(SWALLOW, "INVITE")
    dial(phone, OTHER)
    other.wait_for("CALL_ESTABLISHED")
    order = [one.method for one in registrar_b.requests() if one.source.endswith(f":{phone.sip_port}")]
    assert order.index("REGISTER") < order.index("INVITE")
    phone.wait_until_registered(target=registrar_b.target, mode="failover", failovers=1)
    assert "1001" in registrar_b.bindings()


def test_with_only_signal_with_registered_no_other_target_is_asked(two_targets, registrar_a, registrar_b):
    phone = two_targets(sip_server__1__register_on_enable=1, sip_server__1__only_signal_with_registered=1,
                        sip_server__1__failback_mode=1)
    registrar_a.fault(503, "INVITE")
    dial(phone, OTHER)
    until_idle(phone)
    assert registrar_b.seen("INVITE") == 0
    assert phone.counters()["outgoingCallsFailed"] == 1


def test_a_call_through_server_2_while_it_has_control(phone, registrar_a, registrar_b, make_other):
    other = make_other(registrar_b)
    phone.change(phone.account_values(1, registrar_a.target, registrar_b.target, sip_server__1__expires=SHORTEST_LEASE))
    phone.wait_until_registered(server=1)
    registrar_a.stop()
    phone.wait_until_registered(server=2, target=registrar_b.target, deadline=40)
    dial(phone, OTHER)
    other.wait_for("CALL_ESTABLISHED")
    assert until_established(phone)["target"] == registrar_b.target


# The way back waits for the end of a call


def test_a_failback_that_falls_due_during_a_call_waits_for_its_end(make_phone, name_server, registrar_a, registrar_b, make_other):
    phone = make_phone(name_server=name_server)
    phone.start()
    registrar_a.stop()
    phone.change(phone.account_values(1, f"multi.sip.test:{registrar_a.port}", sip_server__1__failback_mode=2,
                                      sip_server__1__expires=SHORTEST_LEASE))
    phone.wait_until_registered(target=registrar_b.target, mode="failover")
    other = make_other(registrar_b)
    dial(phone, OTHER)
    other.wait_for("CALL_ESTABLISHED")
    registrar_a.start()
    refreshes = len(registrar_b.requests("REGISTER", PHONE))
    until(lambda: len(registrar_b.requests("REGISTER", PHONE)) > refreshes, "the registration to be renewed where it is", 40)
    assert registrar_a.seen("REGISTER", PHONE) == 0, "the primary is left alone during a call"
    phone.ctl("hangup", calls(phone)[0]["call"])
    phone.wait_until_registered(target=registrar_a.target, mode="primary", failbacks=1)


def test_a_registrar_that_dies_during_a_call_leaves_the_call_alone(two_targets, registrar_a, registrar_b, make_other):
    phone = two_targets(sip_server__1__expires=SHORTEST_LEASE)
    other = make_other(registrar_a)
    dial(phone, OTHER)
    other.wait_for("CALL_ESTABLISHED")
    registrar_a.stop()
    phone.wait_until_registered(target=registrar_b.target, deadline=40)
    assert [one["state"] for one in calls(phone)] == ["established"]
    # Its BYE reaches nobody; the call ends all the same.
    phone.ctl("hangup", calls(phone)[0]["call"])
    until_idle(phone, 60)
    assert_sums(phone)


# A change during a call


def test_a_change_that_would_move_the_account_waits_for_the_end_of_its_call(phone, registrar_a, registrar_b, make_other):
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    other = make_other(registrar_a)
    dial(phone, OTHER)
    other.wait_for("CALL_ESTABLISHED")
    name = "account.1.sip_server.1.address"
    reply = phone.change({name: registrar_b.address})
    assert reply["effects"] == [{"account": 1, "effect": "deferred"}]
    until(lambda: phone.ask("get", "--effective", name)["values"][0]["effective"] == registrar_a.address,
          "what acts to be shown")
    [shown] = phone.ask("get", "--effective", name)["values"]
    assert shown["value"] == registrar_b.address and "call" in shown["reason"]
    assert phone.account()["target"] == registrar_a.target
    assert [one["state"] for one in calls(phone)] == ["established"]
    # What does not touch the call acts at once.
    assert phone.change({"account.1.label": "Reception"})["effects"] in ([{"account": 1, "effect": "deferred"}], [])
    other.hang_up()
    phone.wait_until_registered(target=registrar_b.target)
    assert registrar_b.bindings()["1001"]
    assert phone.ask("get", "--effective", name)["values"][0]["reason"] is None


def test_what_the_registrar_counted_is_what_the_phone_counted(registered, registrar_a, make_other):
    other = make_other(registrar_a)
    for _ in range(3):
        call = dial(registered, OTHER)
        other.wait_for("CALL_ESTABLISHED")
        registered.ctl("hangup", call)
        other.wait_for("CALL_CLOSED")
        until_idle(registered)
    assert_sums(registered)
    assert_seen(registered, registrar_a, method="REGISTER")
    assert password_of(PHONE) not in registrar_a.log.read_text()
    counters = registered.counters()["server 1"]
    assert counters["requestsOut.INVITE"] == registrar_a.seen("INVITE")
    assert counters["responses2xx.INVITE"] == 3
