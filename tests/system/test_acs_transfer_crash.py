"""The agent dies at each system call of its disk and of its network between the ACS's question and the end of what is heard of
the transfer. What was promised is told, with its key; the configuration is whole; nothing is moved twice."""

import pytest

from rig.management import Listener, assert_quiet, first_contact, state_of
from rig.tracer import Tracer
from rig.transfers import ALL_LOG, CONFIGURATION, FIRMWARE, file_at, phone_file
from rig.waiting import until
from scripted_acs import soap
from scripted_acs.file_server import whole

ROUNDS = 300  # more than there are such calls in a transfer and its sessions: a walk that does not end is a failure
PAIR = ("account.1.label", "account.2.label")

DISK = {"writes": "write", "syncs": "fsync", "renames": "rename,renameat,renameat2"}
NETWORK = {"connections": "connect", "sends": "sendto,sendmsg", "receptions": "recvfrom,recvmsg"}
ENOUGH = 2  # deaths that a walk has at least: a connection to the ACS, one to the files


@pytest.fixture
def moving(make_phone, acs, scratch):
    """A phone with hooks for firmware and log, each of which leaves a line with the round's number."""
    hooks = {}
    for name, text in (("firmware", 'cat "$1" >>{marks}'), ("log", "echo the log")):
        hook = scratch / name
        hook.write_text(f"#!/bin/sh\n{text.format(marks=scratch / 'installed')}\n")
        hook.chmod(0o755)
        hooks[f"cwmp.{name}_command"] = hook
    phone = make_phone(settings=hooks)
    phone.start()
    first_contact(phone, acs)
    return phone


@pytest.fixture
def listener(moving, acs):
    listener = Listener(acs)
    yield listener
    listener.close()


class Round:
    """One transfer, with a key, a path and values of its own."""

    def __init__(self, kind, number, phone, listener, files):
        self.key, self.path, self.line = f"key-{number}", f"/{number}.cfg", f"number {number}\n"
        self.wanted = dict.fromkeys(PAIR, f"number {number}")
        self._answers = len(listener.answers)
        self._phone, self._listener, self._files = phone, listener, files
        files.gives[self.path] = whole(phone_file(self.wanted) if kind == CONFIGURATION else self.line.encode())
        ask = soap.upload if kind == ALL_LOG else soap.download
        listener.ask = ask(file_at(files, self.path, kind), self.key)

    def told(self):
        """The FaultCodes that the ACS heard."""
        return [message.outcome[0] for message in self._listener.completed if message.command_key == self.key]

    def is_known(self):
        """To the phone's disk."""
        return self.key in state_of(self._phone)

    def is_promised(self):
        """The ACS was told that there is a transfer."""
        return len(self._listener.answers) > self._answers

    def is_over(self):
        return bool(self.told()) and not self.is_known()

    def assert_told(self):
        """What was promised; once, however often it had to be said. What was not may have come to nothing."""
        self._listener.ask = None
        if self.is_promised() or self.is_known():
            until(self.is_over, "the end of the transfer to be told, and that to be written down")
        assert len(set(self.told())) <= 1
        assert self._files.asked_for(self.path) <= 1


def walk(phone, listener, files, scratch, kind, calls):
    """Yields each Round after its death, and the last, in which nobody died."""
    deaths = 0
    for number in range(1, ROUNDS):
        one = Round(kind, number, phone, listener, files)
        tracer = Tracer(phone.agent.pid, scratch / "trace", "-f", "-e", f"trace={calls}", "-e",
                        f"inject={calls}:signal=SIGKILL:when={number}")
        phone.ctl("inform")
        until(lambda: not phone.agent.running() or one.is_over(), "the agent to be gone, or to have done everything")
        tracer.end()
        died = phone.agent_has_died()
        if died:
            deaths += 1
            phone.agent.wait()
            phone.start_agent()
        one.assert_told()
        yield one
        assert_quiet(phone, listener)
        if not died:
            assert one.told() == [0] and deaths >= ENOUGH
            return
    raise AssertionError(f"no transfer ever got past {calls}")


@pytest.mark.parametrize("what", DISK | NETWORK)
def test_killed_at_each_call_of_a_configuration_file(moving, listener, files, scratch, what):
    stored = moving.get(*PAIR)
    for one in walk(moving, listener, files, scratch, CONFIGURATION, (DISK | NETWORK)[what]):
        values = moving.get(*PAIR)
        assert values in (stored, one.wanted), "the configuration is whole"
        if one.told():
            assert (values == one.wanted) == (one.told()[0] == 0), "the ACS is told what stands"
        stored = values


@pytest.mark.parametrize("what", DISK)
def test_killed_at_each_call_of_a_firmware_file(moving, listener, files, scratch, what):
    installed = scratch / "installed"
    for one in walk(moving, listener, files, scratch, FIRMWARE, DISK[what]):
        lines = installed.read_text() if installed.exists() else ""
        assert lines.count(one.line) <= 1, "it is not installed twice"
        assert one.line in lines or 0 not in one.told()
        assert not (moving.state / "cwmp" / "firmware").exists()


@pytest.mark.parametrize("what", DISK)
def test_killed_at_each_call_of_an_upload(moving, listener, files, scratch, what):
    for one in walk(moving, listener, files, scratch, ALL_LOG, DISK[what]):
        taken = [octets for path, octets in files.uploads if path == one.path]
        assert taken in ([], [b"the log\n"])
        assert taken or 0 not in one.told()
