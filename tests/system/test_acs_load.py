"""An ACS that wants much: nothing is lost, memory stays flat, and SNMP goes on. LINEMAN_LOAD_SESSIONS and
LINEMAN_LOAD_SECONDS make it longer than what is usual; `scripts/test --all` has 1,000 sessions and a minute. What was
measured along the way is printed."""

import os
import time
from itertools import groupby

import pytest

from rig.crowd import Crowd
from rig.fast_clock import faster
from rig.management import Listener, REQUEST_USER, VALUE_CHANGE, first_contact, session_now, wait_for_result
from rig.manager import Manager
from rig.tree import LABEL, REQUEST_URL, client, network, server
from rig.waiting import until
from scripted_acs.connection_request import connection_request

ACCOUNTS = 16
VALUES = 500
BATCH = 32
GENERATIONS = 4  # kept with the names that they changed: until there are so many, memory grows
SESSIONS = int(os.environ.get("LINEMAN_LOAD_SESSIONS", "200"))
SECONDS = float(os.environ.get("LINEMAN_LOAD_SECONDS", "3"))
REQUESTS_PER_SECOND = 1000
WARM_UP = 50  # sessions, after which what has to be there once is there
FASTER = 100  # ten sessions in a row, then one in ten seconds: that would be hours
# Anonymous memory may vary with what is under way; what leaks 1 kB a session would pass this in the short version too.
MEMORY_SLACK_KB = 128


@pytest.fixture
def large(make_phone, acs):
    """A phone with sixteen accounts that the ACS has met."""
    phone = make_phone(accounts=ACCOUNTS, settings={"log.level": "info", "history.generations": GENERATIONS})
    phone.start()
    phone.change({"network.snmp.enable": 1})
    first_contact(phone, acs)
    return phone


def anonymous(phone):
    """kB."""
    return phone.agent.memory()["RssAnon"]


def assert_flat(phone, before):
    after = anonymous(phone)
    print(f"anonymous memory of the agent: {before} kB, then {after} kB")
    if not phone.agent.is_instrumented():  # sanitizers keep what was freed
        assert after <= before + MEMORY_SLACK_KB


def number(low, most, kind="unsignedInt"):
    return kind, lambda turn: str(low + turn % most)


TRUTH = ("boolean", lambda turn: ("false", "true")[turn % 2])
TEXT = ("string", lambda turn: f"number-{turn}")
# Leaves of an account, of each of its servers, and of each of its outbound proxies.
ACCOUNT = {leaf: TEXT for leaf in ("X_00005E_Label", "X_00005E_DisplayName", "X_00005E_UserName", "AuthUserName")}
SERVER = {"Port": number(5060, 100)} | {f"X_00005E_Failover.{leaf}": kind for leaf, kind in {
    "RegisterExpires": number(60, 100), "FailbackTimeout": number(60, 100), "RetryCount": number(1, 9),
    "InviteRetryCount": number(1, 9), "RegisterOnFailover": TRUTH, "OnlySignalWithRegistered": TRUTH,
    "ResubscribeOnFailover": TRUTH, "FailbackMode": ("string", lambda turn: ("NewRequests", "Duration")[turn % 2]),
    "Transport": ("string", lambda turn: ("UDP", "TCP")[turn % 2])}.items()}
PROXY = {"Port": number(5060, 100), "RetryCount": number(1, 9, "int"), "InviteRetryCount": number(1, 9, "int")}


def many_values(turn):
    """VALUES of all accounts, each with another value each turn."""
    leaves = {}
    for account in range(1, ACCOUNTS + 1):
        leaves |= {client(account, leaf): kind for leaf, kind in ACCOUNT.items()}
        for place in (1, 2):
            leaves |= {server(account, place, leaf): kind for leaf, kind in SERVER.items()}
            leaves[server(account, place, "Domain")] = ("string", lambda turn, n=place: f"sip{n}-{turn}.example")
            leaves |= {network(account, f"X_00005E_OutboundProxy.{place}.{leaf}"): kind for leaf, kind in PROXY.items()}
    values = [(name, kind, text(turn)) for name, (kind, text) in leaves.items()][:VALUES]
    assert len(values) == VALUES
    return values


def test_load_500_values_in_one_rpc(large, acs):
    """Again and again, and all of them are there."""
    session = session_now(large, acs)
    for turn in range(1, 3 * GENERATIONS):
        wanted = many_values(turn)
        generation = large.generation()
        session.set(wanted, key=f"turn {turn}")
        found = session.get("Device.Services.")
        assert {name: found[name] for name, _, _ in wanted} == {name: text for name, _, text in wanted}
        assert large.generation() == generation + 1
        if turn == 2 * GENERATIONS:
            before = anonymous(large)
    assert_flat(large, before)
    session.end()
    wait_for_result(large, "ok")


def test_load_the_whole_tree_at_once_and_in_batches_of_32(large, acs):
    """Each value comes, whichever way it is asked for."""
    before = None
    for _ in range(5):
        session = session_now(large, acs)
        names = [name for name in session.names("") if not name.endswith(".")]
        at_once = session.typed("")
        in_batches = {}
        for first in range(0, len(names), BATCH):
            in_batches |= session.typed(*names[first:first + BATCH])
        session.end()
        wait_for_result(large, "ok")
        assert list(at_once) == names == list(in_batches) and len(names) > 4000
        assert {name: value.type for name, value in at_once.items()} == {
            name: value.type for name, value in in_batches.items()}
        before = before or anonymous(large)
    assert_flat(large, before)


def count_sessions(phone, listener, first, last):
    """One for each change of the shell; each is told, in its own session."""
    for number in range(first, last):
        # Where the disk is slow a change is refused: also what may take a while has less time.
        until(lambda: phone.set({"account.1.label": f"number {number}"}).code == 0, f"change {number} to be made")
        until(lambda: any(inform.values.get(LABEL) and inform.values[LABEL].text == f"number {number}"
                          for inform in listener.informs[-3:]), f"change {number} to be told")


def test_load_sessions_in_a_row(make_phone, acs):
    phone = make_phone(settings={"log.level": "info"})
    phone.start_core()
    phone.start_agent(prefix=faster(FASTER))
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the SIP core")
    first_contact(phone, acs)
    session = session_now(phone, acs)
    session.notify(2, LABEL)
    session.end()
    wait_for_result(phone, "ok")
    listener = Listener(acs)
    begin = time.monotonic()
    count_sessions(phone, listener, 0, WARM_UP)
    before = anonymous(phone)
    count_sessions(phone, listener, WARM_UP, SESSIONS)
    wait_for_result(phone, "ok")
    listener.close()
    print(f"{len(listener.informs)} sessions in {time.monotonic() - begin:.0f} s")
    changes = [inform for inform in listener.informs if VALUE_CHANGE in inform.events]
    # On a machine that has other things to do an answer may come too late: then it is told again.
    told = [text for text, _ in groupby(inform.values[LABEL].text for inform in changes)]
    assert told == [f"number {number}" for number in range(SESSIONS)]
    assert_flat(phone, before)


def walks(manager, seconds):
    """How many objects each walk of so long a time has."""
    counts = []
    end = time.monotonic() + seconds
    while time.monotonic() < end or not counts:
        counts.append(len(manager.walk("linemanSipObjects", version=2)))
    return counts


def test_load_connection_requests_while_snmp_is_walked(large, acs, scratch):
    """Nobody of them knows the password. Each gets an answer, the manager gets all objects each time, and whoever knows
    the password gets his session afterwards."""
    session = session_now(large, acs)
    url = session.inform.values[REQUEST_URL].text
    session.end()
    wait_for_result(large, "ok")
    manager = Manager(scratch, large.snmp_port)
    [alone] = walks(manager, 0)
    warm_up = Crowd(url, rate=REQUESTS_PER_SECOND)
    walks(manager, SECONDS / 3)
    warm_up.end()
    before = anonymous(large)
    crowd = Crowd(url, rate=REQUESTS_PER_SECOND)
    counts = walks(manager, SECONDS)
    rate = crowd.end()
    print(f"{crowd.total} connection requests, {rate:.0f} a second; {len(counts)} walks of {alone} objects")
    assert set(crowd.answers) == {401}, crowd.answers
    assert set(counts) == {alone}
    assert_flat(large, before)
    assert connection_request(url, REQUEST_USER).status == 200
    acs.session().end()
    wait_for_result(large, "ok")


def test_load_connection_requests_with_a_wrong_password(large, acs, scratch):
    """They are limited: 503, and the manager does not notice."""
    session = session_now(large, acs)
    url = session.inform.values[REQUEST_URL].text
    session.end()
    wait_for_result(large, "ok")
    manager = Manager(scratch, large.snmp_port)
    [alone] = walks(manager, 0)
    crowd = Crowd(url, rate=REQUESTS_PER_SECOND, said='Digest username="the-acs", nonce="00"')
    counts = walks(manager, SECONDS / 3)
    crowd.end()
    assert set(crowd.answers) == {401, 503} and crowd.answers[503] > crowd.answers[401], crowd.answers
    assert set(counts) == {alone}
