"""The agent dies at each system call of its disk between the ACS's Download and the end of what is heard of it. What was
promised is told, with its key; the configuration is whole; nothing is fetched twice."""

import pytest

from rig.management import ASKED_FOR, Listener, ask_for_session, state_of, wait_until_delivered
from rig.tracer import Tracer
from rig.transfers import file_at, phone_file
from rig.waiting import until
from scripted_acs import soap
from scripted_acs.file_server import whole

ROUNDS = 120  # more than there are such calls in a transfer and its sessions: a walk that does not end is a failure
PAIR = ("account.1.label", "account.2.label")


@pytest.fixture
def listener(managed, acs):
    listener = Listener(acs)
    yield listener
    listener.close()


def told(listener, key):
    """The FaultCodes that the ACS heard of this transfer."""
    return [message.outcome[0] for message in listener.completed if message.command_key == key]


def is_promised(listener, number):
    """Whether the ACS was told that there is a transfer."""
    return len(listener.answers) > number


def assert_quiet(phone, listener):
    """All has been told: the next session is the one asked for here."""
    informs, completed = len(listener.informs), len(listener.completed)
    ask_for_session(phone)
    until(lambda: len(listener.informs) > informs, "the session that was asked for")
    assert [inform.events for inform in listener.informs[informs:]] == [[ASKED_FOR]]
    wait_until_delivered(phone, ASKED_FOR)
    assert len(listener.completed) == completed


@pytest.mark.parametrize("calls", ["write", "fsync", "rename,renameat,renameat2"])
def test_killed_at_each_call_of_a_download(managed, listener, files, scratch, calls):
    deaths = 0
    stored = managed.get(*PAIR)
    for number in range(1, ROUNDS):
        key, path = f"key-{number}", f"/{number}.cfg"
        wanted = dict.fromkeys(PAIR, f"number {number}")
        files.gives[path] = whole(phone_file(wanted))
        answers = len(listener.answers)
        listener.ask = soap.download(file_at(files, path), key)
        tracer = Tracer(managed.agent.pid, scratch / "trace", "-f", "-e", f"trace={calls}", "-e",
                        f"inject={calls}:signal=SIGKILL:when={number}")
        managed.ctl("inform")
        until(lambda: not managed.agent.running() or (told(listener, key) and key not in state_of(managed)),
              "the agent to be gone, or to have done everything")
        tracer.end()
        died = not managed.agent.running()
        listener.ask = None
        if died:
            deaths += 1
            managed.start_agent()
        if is_promised(listener, answers) or key in state_of(managed):
            until(lambda: told(listener, key), "the end of the transfer to be told")
            until(lambda: key not in state_of(managed), "its delivery to be written down")
        values = managed.get(*PAIR)
        assert values in (stored, wanted), "the configuration is whole"
        outcomes = set(told(listener, key))
        assert len(outcomes) <= 1, "the end is one, however often it had to be told"
        if outcomes == {0}:
            assert values == wanted
        assert files.asked_for(path) <= 1
        stored = values
        until(lambda: "X 00005E INFORM" not in state_of(managed), "the session that was asked for to be over")
        assert_quiet(managed, listener)
        if not died:
            assert told(listener, key) == [0] and deaths >= 4
            return
    raise AssertionError(f"no download ever got past {calls}")
