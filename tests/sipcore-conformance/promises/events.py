"""Monitor."""

from agent import SERVICE
from deaf import deaf_server
from promises.promise import promises
from promises.transactions import new_txn
from verdict import expect, expect_equal

# Beyond what a core that keeps 1 MiB for a slow reader, and the kernel, have room for.
EVENTS_OF_A_FLOOD = 16_000
RECEIVE_BUFFER = 4096
AT_ONCE = 200  # transactions that are sent before their answers are read


def monitor(core, **parameters):
    agent = core.connect()
    agent.events(**parameters)
    return agent


def wants_more(core):
    """Monitor without `more` is ExpectedMore."""
    expect_equal(core.connect().call("Monitor").error, SERVICE + "ExpectedMore", "the error")


def tells_of_a_commit(core):
    """A commit and a load are events of the kind generation, account 0, with the number."""
    agent = core.loaded()
    watcher = monitor(core, from_seq=last_sequence(core))
    txn = new_txn()
    agent.prepare(txn)
    generation = agent.commit(txn)
    expect_equal(await_generation(watcher), str(generation), "the event's detail")
    agent.load(generation + 1, {}, core.accounts)
    expect_equal(await_generation(watcher), str(generation + 1), "the event's detail")


def tells_every_monitor(core):
    """Each monitor hears of each change of state, in the words of GetStatus."""
    with deaf_server() as server:
        agent = core.loaded()
        watchers = [monitor(core, from_seq=last_sequence(core)) for _ in range(2)]
        agent.load(core.next_generation(agent), {1: server.account()}, core.accounts)
        for watcher in watchers:
            event = await_event(watcher, lambda event: event["kind"] == "state" and event["account"] == 1)
            expect(event["detail"] not in ("", "disabled"), "the new state as the event's detail")
            expect(event["time"] > 0, "a time")


def numbers_events(core):
    """Events are numbered without a gap, and from_seq gives those that follow it again."""
    agent = core.loaded()
    begin = last_sequence(core)
    for _ in range(3):
        agent.load(core.next_generation(agent), {}, core.accounts)
    first = read_events(monitor(core, from_seq=begin), 3)
    expect_equal([event["sequence"] for event in first], [begin + 1, begin + 2, begin + 3], "the numbers")
    expect_equal(read_events(monitor(core, from_seq=begin), 3), first, "the same events a second time")
    expect_equal(read_events(monitor(core, from_seq=begin + 2), 1), first[2:], "the events after the second")


def resyncs(core):
    """A from_seq that this start of the core never gave is answered with resync, and the stream goes on from there."""
    agent = core.loaded()
    watcher = monitor(core, from_seq=1 << 40)
    event = watcher.next_event()
    expect_equal(event["kind"], "resync", "the kind")
    expect_equal(event["sequence"], last_sequence(core), "the number")
    agent.load(core.next_generation(agent), {}, core.accounts)
    expect_equal(watcher.next_event()["sequence"], event["sequence"] + 1, "the number of the event after it")


def waits_for_no_monitor(core):
    """A monitor that reads too slowly delays no commit; it loses events and is told so by resync."""
    agent = core.loaded()
    slow = core.connect(receive_buffer=RECEIVE_BUFFER)
    begin = last_sequence(core)
    slow.events(from_seq=begin)
    flood(core, agent)
    last = begin
    while last < last_sequence(core) or slow.wire.has_message():
        event = slow.next_event()
        follows = event["sequence"] == last + 1
        expect(follows or event["kind"] == "resync", f"resync after a gap from event {last} to {event['sequence']}")
        last = event["sequence"]


def flood(core, agent):
    """Many commits of nothing, each an event."""
    base = agent.hello()["generation"]
    for begin in range(base, base + EVENTS_OF_A_FLOOD, AT_ONCE):
        txns = [(generation, f"flood-{generation}") for generation in range(begin, begin + AT_ONCE)]
        for generation, txn in txns:
            agent.send("Prepare", {"txn": txn, "base": generation, "target": generation + 1, "digest": "", "lease_ms": 30_000,
                                   "accounts": [], "globals": {}})
            agent.send("Commit", {"txn": txn})
        for _, txn in txns:
            for method in ("Prepare", "Commit"):
                reply = agent.reply(method)
                expect(not reply.error, f"{method} of {txn} to succeed, got {reply!r}")


def last_sequence(core):
    """Of the newest event: a monitor from nowhere is told by resync."""
    watcher = monitor(core, from_seq=1 << 40)
    event = watcher.next_event()
    watcher.close()
    expect_equal(event["kind"], "resync", "the answer to a from_seq that never was")
    return event["sequence"]


def read_events(watcher, count):
    return [watcher.next_event() for _ in range(count)]


def await_event(watcher, condition):
    event = watcher.next_event()
    while not condition(event):
        event = watcher.next_event()
    return event


def await_generation(watcher):
    return await_event(watcher, lambda event: event["kind"] == "generation" and event["account"] == 0)["detail"]


PROMISES = promises(wants_more, tells_of_a_commit, tells_every_monitor, numbers_events, resyncs, waits_for_no_monitor)
