"""Everything at once: SNMP walks and sets, CWMP sessions, imports, changes at the shell, registrars that come and go, and SIGKILL for
either daemon; then a time without deaths, in which memory and descriptors stay flat. LINEMAN_SOAK_SECONDS says for how long, what
is usual is a short version; LINEMAN_SOAK_SEED repeats the choices of a run. What there was is printed."""

import os
import random
import time

import pytest

from rig.management import ASKED_FOR, assert_quiet, first_contact, session_now, wait_for_result, wait_until_delivered
from rig.manager import Manager
from rig.soak.counting import Counting
from rig.soak.crew import Crew
from rig.soak.deaths import Deaths
from rig.soak.flapping import Flapping
from rig.soak.footprint import Footprint
from rig.soak.questions import QuestioningListener
from rig.soak.settled import assert_settled
from rig.soak.walker import Walker
from rig.soak.writers import AcsWriter, Importer, ShellWriter, SnmpWriter
from rig.tree import LABEL

SECONDS = int(os.environ.get("LINEMAN_SOAK_SECONDS", "40"))
SEED = int(os.environ.get("LINEMAN_SOAK_SEED", random.randrange(1_000_000)))
ACCOUNTS = 4  # one for each writer
SNMP, SHELL, IMPORT, ACS = range(1, ACCOUNTS + 1)
GENERATIONS = 4  # kept with what they changed: until there are so many, memory grows
DISTURBANCES = 6  # between two looks at what has to be true
# Anonymous memory may vary with what is under way; the short version is too short to tell more from a leak.
MEMORY_SLACK_KB = 256 if SECONDS > 300 else 1024


@pytest.fixture
def soaked(make_phone, registrars, acs):
    """A phone with an account for each writer, a manager, and an ACS that wants to hear of the first label."""
    phone = make_phone(accounts=ACCOUNTS, settings={"log.level": "info", "history.generations": GENERATIONS,
                                                    "sip.keepalive_interval": 1})
    phone.start()
    values = {"network.snmp.enable": 1}
    for account in range(1, ACCOUNTS + 1):
        first, second = registrars if account % 2 else reversed(registrars)
        values |= phone.account_values(account, first.target, second.target, sip_server__2__expires=30,
                                       sip_server__1__retry_counts=0, sip_server__2__retry_counts=0, fallback__timeout=10,
                                       reg_fail_retry_interval=2)
    phone.change(values)
    first_contact(phone, acs)
    session = session_now(phone, acs)
    session.notify(2, LABEL)
    session.end()
    wait_for_result(phone, "ok")
    wait_until_delivered(phone, ASKED_FOR)
    return phone


@pytest.fixture
def listener(soaked, acs):
    listener = QuestioningListener(acs)
    yield listener
    listener.close()


def engine_boots(manager):
    """Asks for it; None without an answer."""
    def ask():
        done = manager.run("snmpget", "-Oqve", manager.target, "1.3.6.1.6.3.10.2.1.2.0", timeout=2, retries=0)
        return int(done.stdout) if done.returncode == 0 else None
    return ask


def disturb(chance, choices, counting):
    for _ in range(DISTURBANCES):
        time.sleep(chance.uniform(0.2, 1.5))
        chance.choice(choices)()
        counting.look()


def rounds(seconds, crew, disturb_once, assert_all):
    """Of work, and then of looking, until the time is over; one at least."""
    end = time.monotonic() + seconds
    while True:
        disturb_once()
        crew.assert_well()
        crew.hold()
        try:
            assert_all()
        finally:
            crew.let_go()
        if time.monotonic() > end:
            return


def without_deaths(seconds, phone, crew, flapping, chance):
    """Memory and descriptors while all else goes on."""
    prints = [Footprint(daemon, MEMORY_SLACK_KB) for daemon in (phone.agent, phone.core)]
    begin = time.monotonic()
    while time.monotonic() < begin + seconds:
        flapping.once()
        time.sleep(chance.uniform(0.2, 1.5))
        crew.assert_well()
        if time.monotonic() > begin + seconds / 4:  # what has to be there once is there then
            for one in prints:
                one.look()
    return prints


def test_everything_at_once(soaked, registrars, listener, acs, scratch):
    print(f"LINEMAN_SOAK_SEED={SEED} LINEMAN_SOAK_SECONDS={SECONDS}")
    phone, chance = soaked, random.Random(SEED)
    manager = Manager(scratch, phone.snmp_port)
    writers = [SnmpWriter(manager, SNMP), ShellWriter(phone, SHELL), Importer(phone, IMPORT), AcsWriter(phone, listener, ACS)]
    ledgers = [writer.ledger for writer in writers]
    for ledger in ledgers:
        phone.change(ledger.values(0))
    walker, flapping, counting = Walker(manager, ACCOUNTS), Flapping(registrars, chance), Counting(phone)
    deaths = Deaths(phone, engine_boots(manager), chance)
    choices = [flapping.once, deaths.of_the_agent, deaths.of_the_core]
    with Crew(SEED) as crew:
        for writer in writers[:-1]:
            crew.add(writer.ledger.name, writer.turn)
        crew.add("acs", writers[-1].turn, pauses=(1, 4))
        crew.add("walk", walker.turn)
        rounds(SECONDS / 2, crew, lambda: disturb(chance, choices, counting),
               lambda: assert_settled(phone, registrars, listener, ledgers))
        prints = without_deaths(SECONDS / 2, phone, crew, flapping, chance)
        crew.assert_well()
    assert_settled(phone, registrars, listener, ledgers)
    print(f"agents killed {deaths.agents}, cores {deaths.cores}; registrars gone {flapping.times} times; {len(listener.informs)} "
          f"sessions; {walker.whole} walks, {walker.broken} broken off; {({one.name: dict(one.answers) for one in ledgers})}")
    for one in prints:
        one.assert_flat()
    for daemon in (phone.agent, phone.core):
        assert "Sanitizer" not in daemon.output() and "runtime error:" not in daemon.output()
    assert all(ledger.answers["yes"] for ledger in ledgers), "a writer that was never heard"
    assert walker.whole and deaths.agents + deaths.cores
    assert_quiet(phone, listener)
