"""Sixteen accounts with two servers each, leases of 30 s, keepalives, and registrars that come and go every few seconds. LINEMAN_SOAK_SECONDS
says for how long; what is usual is a short version, `scripts/test --all` takes ten minutes."""

import os
import random
import statistics
import time

from rig.invariants import assert_sums
from rig.waiting import until

ACCOUNTS = 16
SECONDS = int(os.environ.get("LINEMAN_SOAK_SECONDS", "40"))
SHORTEST_LEASE = 30
# Anonymous memory may vary with what is under way; what leaks would pass this in ten minutes.
MEMORY_SLACK_KB = 200
SEED = 5


def configuration(phone, registrars):
    values = {}
    for account in range(1, ACCOUNTS + 1):
        first, second = registrars if account % 2 else reversed(registrars)
        values |= phone.account_values(
            account, first.target, second.target, sip_server__1__expires=SHORTEST_LEASE,
            sip_server__2__expires=SHORTEST_LEASE, sip_server__1__retry_counts=0, sip_server__2__retry_counts=0,
            fallback__redundancy_type=account % 2, fallback__timeout=10, reg_fail_retry_interval=2)
    return values


def all_registered(phone):
    return all(one["state"] == "registered" for one in phone.status()["accounts"])


def open_files(phone):
    return len(os.listdir(f"/proc/{phone.core.pid}/fd"))


def flap(phone, registrars, seconds):
    """Anonymous memory along the way."""
    chance = random.Random(SEED)
    memory = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        registrar = chance.choice(registrars)
        registrar.stop()
        time.sleep(chance.uniform(1, 4))
        registrar.start()
        time.sleep(chance.uniform(1, 4))
        memory.append(phone.core.memory()["RssAnon"])
        assert_sums(phone, range(1, ACCOUNTS + 1))
    return memory


def test_registrars_that_come_and_go_leave_nothing_behind(make_phone, registrars):
    phone = make_phone(accounts=ACCOUNTS, settings={"log.level": "warning", "sip.keepalive_interval": 1})
    phone.start()
    phone.change(configuration(phone, registrars))
    until(lambda: all_registered(phone), "all accounts to be registered")
    files = open_files(phone)
    flap(phone, registrars, min(SECONDS / 4, 60))  # what has to be there once is there then
    memory = flap(phone, registrars, SECONDS)
    until(lambda: all_registered(phone), "all accounts to be registered in the end", 90)
    assert_sums(phone, range(1, ACCOUNTS + 1))
    if not phone.core.is_instrumented():  # sanitizers keep what was freed
        third = max(1, len(memory) // 3)
        growth = statistics.median(memory[-third:]) - statistics.median(memory[:third])
        assert growth <= MEMORY_SLACK_KB, f"anonymous memory along the way, kB: {memory}"
    until(lambda: open_files(phone) <= files, f"as many open files as in the beginning, {files}; there are {open_files(phone)}")
    disturbed = [phone.counters(account) for account in range(1, ACCOUNTS + 1)]
    assert all(one["registrationLost"] + one["fallbacks"] > 0 for one in disturbed), "nothing was disturbed"
