"""The agent dies, or the disk fails, at each system call of a change. Afterwards the store is whole and equals what the core
runs; a yes is never lost and a no is never kept."""

import pytest

from rig.processes import Process
from rig.waiting import until
from rig.walk import ROUNDS, Walk, fails_at_each, killed_at_each


@pytest.fixture
def make_walk(phone, registrar_a):
    phone.change(phone.account_values(1, registrar_a.target, sip_server__1__expires=600))
    phone.wait_until_registered()
    return lambda **arguments: Walk(phone, registrar_a, **arguments)


@pytest.fixture
def walk(make_walk):
    return make_walk()


def test_killed_at_each_system_call_of_the_disk_worker(walk, scratch):
    killed_at_each(walk, scratch, 1)


def test_killed_at_each_system_call_of_the_loop(walk, scratch):
    killed_at_each(walk, scratch, 0)


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_the_disk_fails_at_each_of_its_system_calls(walk, scratch, error):
    fails_at_each(walk, scratch, error)


def test_an_import_is_killed_at_each_system_call_of_the_disk_worker(make_walk, scratch):
    killed_at_each(make_walk(by="import"), scratch, 1)


def test_an_import_is_killed_at_each_system_call_of_the_loop(make_walk, scratch):
    killed_at_each(make_walk(by="import"), scratch, 0)


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_the_disk_fails_at_each_system_call_of_an_import(make_walk, scratch, error):
    fails_at_each(make_walk(by="import"), scratch, error)


def test_a_rollback_is_killed_at_each_system_call_of_the_disk_worker(make_walk, scratch):
    killed_at_each(make_walk(by="rollback"), scratch, 1)


def test_a_rollback_is_killed_at_each_system_call_of_the_loop(make_walk, scratch):
    killed_at_each(make_walk(by="rollback"), scratch, 0)


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_the_disk_fails_at_each_system_call_of_a_rollback(make_walk, scratch, error):
    fails_at_each(make_walk(by="rollback"), scratch, error)


def test_a_guarded_change_is_killed_at_each_system_call_of_the_disk_worker(make_walk, scratch):
    killed_at_each(make_walk(by="guard"), scratch, 1)


def test_a_guarded_change_is_killed_at_each_system_call_of_the_loop(make_walk, scratch):
    killed_at_each(make_walk(by="guard"), scratch, 0)


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_the_disk_fails_at_each_system_call_of_a_guarded_change(make_walk, scratch, error):
    fails_at_each(make_walk(by="guard"), scratch, error)


START_CALLS = ("fsync", "rename,renameat,renameat2", "write", "unlink,unlinkat")


@pytest.mark.parametrize("calls", START_CALLS)
def test_killed_at_each_system_call_of_the_start(walk, scratch, calls):
    """The recovery of the store may itself be interrupted, as often as it likes."""
    walk.judge(*walk.change())
    phone = walk.phone
    (phone.state / "generations" / "77777.new").write_text("left behind")
    for number in range(1, ROUNDS):
        phone.agent.end()
        killed = Process("strace", ["strace", "-f", "-o", scratch / "start", "-e", f"trace={calls}", "-e",
                                    f"inject={calls}:signal=SIGKILL:when={number}", *phone.agent_arguments()],
                         scratch / "strace.log")
        until(lambda: not killed.running() or phone.ctl("status").code == 0, "the agent to die or to answer")
        survived = killed.running()
        killed.end()
        phone.start_agent()
        assert phone.get(*walk.names(0)) == walk.names(walk.stored)
        if survived:
            return
    raise AssertionError(f"the start never got past {calls}")
