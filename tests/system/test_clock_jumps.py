"""The wall clock is set while the phone runs: a year ahead, back to 1970, an hour to either side. What was begun goes on as if nothing
had happened, and nobody is told anything twice."""

import calendar
import time

import pytest

from rig.jumping_clock import WallClock
from rig.management import ASKED_FOR, Listener, assert_quiet, first_contact, session_now, wait_for_result
from rig.manager import Manager
from rig.tree import SERVER
from rig.waiting import until

HOUR, DAY, YEAR = 3600, 86400, 365 * 86400
FAR = 86400  # seconds that do not pass in a test
GUARD = 600
STEADY, RENEWED, GUARDED = 1, 2, 3  # accounts: one that has no reason to say anything, one with a short lease, one behind a guard
SHORTEST_LEASE = 30

UPTIME = "1.3.6.1.2.1.1.3"
SERVICE_START = "1.3.6.1.2.1.149.1.1.1.1.3"  # sipCommonCfgServiceStartTime

JUMPS = {"a year ahead": lambda clock: clock.be_off_by(YEAR), "to 1970": lambda clock: clock.be(DAY),
         "an hour ahead": lambda clock: clock.be_off_by(HOUR), "an hour back": lambda clock: clock.be_off_by(-HOUR)}


def half_a_day_from_now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + FAR / 2))


@pytest.fixture
def clock(scratch):
    return WallClock(scratch)


@pytest.fixture
def timed(make_phone, acs, registrar_a, clock):
    """A phone with something under way wherever time counts: leases, a guard, a periodic Inform and one that was scheduled."""
    phone = make_phone(accounts=3)
    phone.start(clock.prefix)
    values = {"network.snmp.enable": 1}
    for account, lease in ((STEADY, FAR), (RENEWED, SHORTEST_LEASE), (GUARDED, FAR)):
        values |= phone.account_values(account, registrar_a.target, sip_server__1__expires=lease)
    phone.change(values)
    for account in (STEADY, RENEWED, GUARDED):
        phone.wait_until_registered(account)
    first_contact(phone, acs, periodic_inform_enable=1, periodic_inform_interval=FAR)
    session = session_now(phone, acs)
    session.set([(SERVER + "PeriodicInformTime", "dateTime", half_a_day_from_now())])
    session.schedule_inform(FAR, "far away")
    session.end()
    wait_for_result(phone, "ok")
    cut_off(phone, GUARD)
    return phone


def cut_off(phone, seconds):
    """A guarded change that takes the account's registrar away."""
    phone.change({f"account.{GUARDED}.sip_server.1.address": "127.0.0.3", f"account.{GUARDED}.sip_server.1.port": 9},
                 "--guard", seconds)


def registers(registrar, account):
    return len(registrar.requests("REGISTER", str(1000 + account)))


@pytest.mark.parametrize("jump", JUMPS)
def test_what_is_under_way_goes_on(timed, acs, registrar_a, scratch, clock, jump):
    phone, listener, manager = timed, Listener(acs), Manager(scratch, timed.snmp_port)
    assert_quiet(phone, listener)
    told, steady, renewed = len(listener.informs), registers(registrar_a, STEADY), registers(registrar_a, RENEWED)
    since = phone.counters(RENEWED)
    JUMPS[jump](clock)
    until(lambda: registers(registrar_a, RENEWED) > renewed, "the short lease to be renewed", 90)
    assert all(phone.account(account)["state"] == "registered" for account in (STEADY, RENEWED))
    assert registers(registrar_a, STEADY) == steady
    assert phone.counters(RENEWED)["registrationLost"] == since["registrationLost"]
    assert 0 < phone.status()["guard"]["seconds_left"] <= GUARD
    assert len(listener.informs) == told
    # Each door goes on, and what happens has the new time; the history is in order all the same.
    phone.change({"account.1.label": jump})
    changed = calendar.timegm(time.strptime(phone.history()[0]["time"], "%Y-%m-%dT%H:%M:%SZ"))
    assert abs(changed - clock.now()) < HOUR / 2
    assert manager.set([("accountLabel.2", "s", jump)]).error == "noError"
    generations = [entry["generation"] for entry in phone.history()]
    assert generations == sorted(generations, reverse=True) and generations[0] == phone.generation()
    assert_quiet(phone, listener)
    listener.close()


def test_a_guard_counts_by_its_own_clock(timed, registrar_a, clock):
    """Set back right after its beginning, it does not wait for a year."""
    assert timed.ctl("guard", "confirm").code == 0
    before = registers(registrar_a, GUARDED)
    timed.change({f"account.{GUARDED}.sip_server.1.address": registrar_a.address,
                  f"account.{GUARDED}.sip_server.1.port": registrar_a.port})
    until(lambda: registers(registrar_a, GUARDED) > before, "the account to be with its registrar again")
    timed.wait_until_registered(GUARDED)
    clock.be_off_by(YEAR)
    cut_off(timed, 10)
    clock.be_off_by(0)
    until(lambda: timed.history()[0]["asker"]["door"] == "guard", "the change to be taken back", 90)


def test_the_clock_goes_to_and_fro(timed, acs, registrar_a, clock):
    """What NTP and a dead battery do to each other."""
    listener = Listener(acs)
    assert_quiet(timed, listener)
    steady = registers(registrar_a, STEADY)
    for _ in range(10):
        for jump in JUMPS.values():
            jump(clock)
            assert timed.ctl("status").code == 0
    assert_quiet(timed, listener)
    assert [inform.events for inform in listener.informs if inform.events != [ASKED_FOR]] == []
    assert registers(registrar_a, STEADY) == steady
    assert timed.account(STEADY)["state"] == timed.account(RENEWED)["state"] == "registered"
    listener.close()


def time_ticks(manager, oid):
    done = manager.run("snmpwalk", "-Oqvt", manager.target, oid, version=2)
    assert done.returncode == 0, done.stderr
    return [int(value) for value in done.stdout.split() if value.isdigit()]


@pytest.mark.parametrize("jump", JUMPS)
def test_time_stamps_stay_within_the_uptime(make_phone, scratch, clock, jump):
    """Those of the standard modules, when the SIP core starts by another clock than the agent did."""
    phone = make_phone()
    phone.start(clock.prefix)
    phone.change({"network.snmp.enable": 1})
    manager = Manager(scratch, phone.snmp_port)
    until(manager.answers, "the SNMP agent to answer")
    JUMPS[jump](clock)
    until(lambda: time_ticks(manager, UPTIME)[0] > 200, "two seconds, since the core counts in whole ones")
    phone.core.kill()
    until(lambda: not phone.status()["sipcore"]["connected"], "the agent to notice")
    phone.start_core(clock.prefix)
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the SIP core")
    started = until(lambda: time_ticks(manager, SERVICE_START)[0], "the SIP core's start to be known")
    [now] = time_ticks(manager, UPTIME)
    assert 0 < started <= now


def test_started_in_1970(make_phone, acs, registrar_a, clock):
    """A phone without a battery: it starts in 1970, and the time comes later. A death of either daemon then changes nothing."""
    clock.be(DAY)
    phone = make_phone()
    phone.start(clock.prefix)
    phone.change(phone.account_values(STEADY, registrar_a.target, sip_server__1__expires=FAR) | {"network.snmp.enable": 1})
    phone.wait_until_registered()
    first_contact(phone, acs)
    clock.be_off_by(0)
    phone.change({"account.1.label": "it is late"})
    phone.agent.kill()
    phone.start_agent(clock.prefix)
    phone.core.kill()
    phone.start_core(clock.prefix)
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the core")
    phone.wait_until_registered()
    listener = Listener(acs)
    assert_quiet(phone, listener)
    listener.close()
