"""Changes one after the other, each time with something going wrong in the middle: the agent dies, or its disk fails, at each
system call. Afterwards the store is whole and equals what the core runs; a yes is never lost and a no is never kept."""

import re
from collections import Counter

import pytest

from .tracer import Tracer, threads_of
from .waiting import until

# What a change does to the disk; where an error of the disk may come from.
DISK_CALLS = {"openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat",
              "mkdir", "mkdirat", "getdents64", "newfstatat", "ftruncate"}
# What no change gets by without, of the loop and of the disk worker: to die there is to die in the middle of it.
MUST_DIE = ({"epoll_wait", "recvfrom", "sendto"}, {"fsync", "write"})
IN_A_ROW = 2  # changes that get through before a thread counts as past its last call of a kind
ROUNDS = 400  # more than there are system calls in a change: a walk that does not end is a failure


class Walk:
    """Changes three parameters together, over and over. `by` is the way: set, import, rollback or guard."""

    def __init__(self, phone, registrar, by="set"):
        self.phone = phone
        self.registrar = registrar
        self.stored = 600
        self.before = None  # what a rollback goes back to
        self.round = 0
        self._by = by
        if by == "rollback":
            for number in (700, 800):
                phone.change(self.names(number))
            self.before, self.stored = 700, 800

    def names(self, number):
        return {"account.1.sip_server.1.expires": str(number), "account.1.label": f"number {number}",
                "sip.timer_t4": str(3 + number % 40)}

    def change(self):
        """The next change. Returns what was asked for and the Result."""
        self.round += 1
        assert self.round < ROUNDS
        if self._by == "rollback":
            return self.before, self.phone.ctl("-f", "json", "rollback")
        wanted = 1000 + self.round
        if self._by == "import":
            file = self.phone.folder / "walk.cfg"
            lines = [f"{name} = {value}\n" for name, value in self.names(wanted).items()]
            file.write_text("#!version:1.0.0.1\n" + "".join(lines))
            return wanted, self.phone.ctl("-f", "json", "import", file)
        options = ("--guard", "600") if self._by == "guard" else ()
        return wanted, self.phone.set(self.names(wanted), *options)

    def published(self):
        """Whether the store says so of each door."""
        return set(published(self.phone).values()) == {self.phone.generation()}

    def settled(self):
        """The agent is gone, or has done all that follows an answer. The store says so: whoever asked the agent would add to
        the system calls that are counted, the more often the slower the machine is."""
        if not self.phone.agent.running():
            return True
        generations = (self.phone.state / "generations").iterdir()
        newest = max(int(file.name) for file in generations if file.name.isdigit())
        guarded = marks(self.phone.state / "guard" / "settled") if self._by == "guard" else {}
        return set(published(self.phone).values()) | set(guarded.values()) == {newest}

    def judge(self, wanted, result):
        """After the trouble. Returns whether the agent died of it."""
        died = self.phone.ctl("status").code != 0
        if died:
            until(lambda: not self.phone.agent.running(), "the agent to be gone")
            self.phone.start_agent()
        values = self.phone.get(*self.names(0))
        old, new = self.names(self.stored), self.names(wanted)
        if self.stored == 600:
            old = values if values != new else old
        if result.code == 0:
            assert values == new, f"a yes was lost: {values}"
        elif "problems" in result.out:
            assert values == old, f"a no was kept: {values}"
        else:
            assert values in (old, new), f"neither old nor new: {values}"
        if values == new and self.stored != wanted:
            self.before, self.stored = self.stored, wanted
        self.assert_whole()
        return died

    def assert_whole(self):
        """What is stored is what the core runs, and the registrar hears."""
        def same():
            status = self.phone.status()
            return status["sipcore"]["connected"] and status["sipcore"]["generation"] == status["generation"]
        until(same, "the core to run what is stored")
        if self.stored != 600:
            until(lambda: self.registrar.requests("REGISTER")[-1].expires == str(self.stored),
                  "the registrar to hear of it")
        generation = self.phone.generation()
        assert self.phone.history()[0]["generation"] == generation
        until(self.published, "each door to have published it")
        assert f"configuration changed LINEMAN_GENERATION={generation} " in self.phone.agent.output()
        assert not list((self.phone.state / "generations").glob("*.torn"))
        if self._by == "guard":
            until(lambda: self.phone.status()["guard"] is None, "the guard to have passed")


def published(phone):
    """{door: up to which generation} as the store has it."""
    return marks(phone.state / "published" / "marks")


def marks(file):
    """{name: number} of a file of the store; empty where it is not there yet."""
    text = file.read_text() if file.exists() else ""
    return {name: int(number) for name, number in re.findall(r"^(\w+) = (\d+)$", text, re.MULTILINE)}


def calls_of_a_change(walk, scratch, which):
    """[(system call, how often)] of one thread: 0 the loop, 1 the disk worker."""
    walk.judge(*walk.change())  # so that a worker is there
    threads = threads_of(walk.phone.agent)
    if len(threads) <= which:
        pytest.skip("there is no such thread")
    tracer = Tracer(threads[which], scratch / "sample")
    wanted, result = walk.change()
    until(walk.settled, "all that follows an answer")
    trace = tracer.end()
    walk.judge(wanted, result)
    return Counter(re.findall(r"^(\w+)\(", trace, re.MULTILINE))


def killed_at_each(walk, scratch, which):
    """Of the system calls of one thread, each kind from the first one on until changes get through."""
    calls = calls_of_a_change(walk, scratch, which)
    assert MUST_DIE[which] <= set(calls), calls
    for call in sorted(calls):
        deaths = deaths_at_each(walk, scratch, which, call)
        assert deaths or call not in MUST_DIE[which], f"no {call} killed the agent"


def deaths_at_each(walk, scratch, which, call):
    deaths, survived, number = 0, 0, 0
    while survived < IN_A_ROW:
        number += 1
        died = dies_at(walk, scratch, which, call, number)
        deaths += died
        survived = 0 if died else survived + 1
    return deaths


def dies_at(walk, scratch, which, call, number):
    thread = threads_of(walk.phone.agent)
    if len(thread) <= which:
        walk.judge(*walk.change())
        thread = threads_of(walk.phone.agent)
    tracer = Tracer(thread[which], scratch / "kill", "-e", f"inject={call}:signal=SIGKILL:when={number}")
    wanted, result = walk.change()
    until(walk.settled, "the agent to be gone, or to have done everything")
    tracer.end()
    return walk.judge(wanted, result)


def fails_at_each(walk, scratch, error):
    """Of the disk worker's."""
    calls = calls_of_a_change(walk, scratch, 1)
    calls = Counter({call: often for call, often in calls.items() if call in DISK_CALLS})
    assert {"fsync", "write"} <= set(calls) or {"fdatasync", "write"} <= set(calls), calls
    refused = 0
    for call, number in [(call, number) for call, often in sorted(calls.items()) for number in range(1, often + 1)]:
        threads = threads_of(walk.phone.agent)
        if len(threads) <= 1:
            walk.judge(*walk.change())
            threads = threads_of(walk.phone.agent)
        tracer = Tracer(threads[1], scratch / "fail", "-e", f"inject={call}:error={error}:when={number}")
        wanted, result = walk.change()
        tracer.end()
        if result.code == 1 and "problems" in result.out:
            refused += 1
            assert [one["code"] for one in result.json["problems"]] == ["storeFailed"], result.out
        # What a door has published may not have been written down; the next start publishes it once more.
        if walk.phone.ctl("status").code == 0 and not walk.published():
            walk.phone.restart_agent()
        walk.judge(wanted, result)
    assert refused
