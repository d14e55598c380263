"""The agent dies at each system call of its disk and of its network between a change and what the ACS hears of it. A change
that stands is told, one that does not is not, and neither is told again."""

import pytest

from rig.management import ASKED_FOR, VALUE_CHANGE, Listener, assert_quiet, session_now, state_of, wait_until_delivered
from rig.tracer import Tracer
from rig.tree import LABEL
from rig.waiting import until

ROUNDS = 60  # more than there are such calls in a change and its session: a walk that does not end is a failure


@pytest.fixture
def listener(managed, acs):
    session = session_now(managed, acs)
    session.notify(2, LABEL)
    session.end()
    wait_until_delivered(managed, ASKED_FOR)
    listener = Listener(acs)
    yield listener
    listener.close()


def told(listener):
    """The label, as often as it was told."""
    return [inform.values[LABEL].text for inform in listener.informs if VALUE_CHANGE in inform.events]


def delivery_is_written(phone):
    return VALUE_CHANGE not in state_of(phone)


@pytest.mark.parametrize("calls", ["write", "fsync", "rename,renameat,renameat2", "sendto,sendmsg", "recvfrom,recvmsg"])
def test_killed_at_each_call_between_a_change_and_its_inform(managed, listener, scratch, calls):
    stored, deaths = managed.get("account.1.label")["account.1.label"], 0
    for number in range(1, ROUNDS):
        tracer = Tracer(managed.agent.pid, scratch / "trace", "-f", "-e", f"trace={calls}", "-e",
                        f"inject={calls}:signal=SIGKILL:when={number}")
        before = len(told(listener))
        answer = managed.set({"account.1.label": f"number {number}"})
        until(lambda: not managed.agent.running() or (len(told(listener)) > before and delivery_is_written(managed)),
              "the agent to be gone, or to have done everything")
        tracer.end()
        died = managed.agent_has_died()
        if died:
            deaths += 1
            managed.agent.wait()
            managed.start_agent()
        value = managed.get("account.1.label")["account.1.label"]
        assert value == f"number {number}" or (answer.code != 0 and value == stored)
        if value != stored:
            until(lambda: len(told(listener)) > before, "the change to be told")
            wait_until_delivered(managed, VALUE_CHANGE)
        assert set(told(listener)[before:]) == ({value} if value != stored else set())
        stored = value
        assert_quiet(managed, listener)
        if not died:
            assert deaths >= 2
            return
    raise AssertionError(f"no change ever got past {calls}")
