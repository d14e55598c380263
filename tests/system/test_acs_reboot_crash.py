"""The agent dies at each system call of its disk between the ACS's Reboot and the phone's restart. What was promised is told with
its key and then never again, and the phone restarts at most once for it."""

import pytest

from rig.management import Listener, assert_quiet, first_contact, state_of, wait_until_delivered
from rig.tracer import Tracer
from rig.waiting import until
from scripted_acs import soap

ROUNDS = 100  # more than there are such calls in a reboot and its session: a walk that does not end is a failure
REBOOT = "M Reboot"


@pytest.fixture
def phone(make_phone, acs, scratch):
    """Its restart is a line in a file; the agent is killed for it."""
    hook = scratch / "reboot"
    hook.write_text(f"#!/bin/sh\necho restarting >>{scratch / 'restarts'}\n")
    hook.chmod(0o755)
    phone = make_phone(settings={"cwmp.reboot_command": hook})
    phone.start()
    first_contact(phone, acs)
    return phone


@pytest.fixture
def listener(phone, acs):
    listener = Listener(acs)
    yield listener
    listener.close()


@pytest.fixture
def restarts(scratch):
    file = scratch / "restarts"
    return lambda: len(file.read_text().splitlines()) if file.exists() else 0


def told(listener, key):
    return [inform for inform in listener.informs if (REBOOT, key) in inform.keyed_events]


def ask_and_kill(phone, listener, restarts, trace, key):
    """Whether the agent died before the phone restarted. It runs again then."""
    before = restarts()
    listener.ask = soap.reboot(key)
    tracer = Tracer(phone.agent.pid, *trace)
    phone.ctl("inform")
    until(lambda: not phone.agent.running() or restarts() > before, "the agent to be gone, or the phone to restart")
    tracer.end()
    listener.ask = None
    died = not phone.agent.running()
    phone.kill_agent()
    return died


@pytest.mark.parametrize("calls", ["write", "fsync", "rename,renameat,renameat2"])
def test_killed_at_each_call_of_a_reboot(phone, listener, restarts, scratch, calls):
    deaths = 0
    for number in range(1, ROUNDS):
        key, before, answers = f"key-{number}", restarts(), len(listener.answers)
        trace = (scratch / "trace", "-f", "-e", f"trace={calls}", "-e", f"inject={calls}:signal=SIGKILL:when={number}")
        died = ask_and_kill(phone, listener, restarts, trace, key)
        deaths += died
        if len(listener.answers) > answers or key in state_of(phone):
            until(lambda: told(listener, key) or restarts() > before, "the phone to restart, or to say that it did")
            if not told(listener, key):
                phone.kill_agent()
            until(lambda: told(listener, key), "the reboot to be told")
            wait_until_delivered(phone, REBOOT)
        assert restarts() <= before + 1

        assert_quiet(phone, listener)
        if not died:
            assert told(listener, key) and restarts() == before + 1 and deaths >= 2
            return
    raise AssertionError(f"no reboot ever got past {calls}")
