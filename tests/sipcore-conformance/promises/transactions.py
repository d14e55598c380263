"""Prepare, Commit, Abort."""

import itertools

from deaf import deaf_server
from promises.loads import registers
from promises.promise import promises
from verdict import expect, expect_equal

_numbers = itertools.count(1)


def new_txn():
    return f"conformance-{next(_numbers)}"


def commits(core):
    """Commit swaps to what was prepared: generation, digest, accounts."""
    with deaf_server() as server:
        agent, txn = core.loaded(), new_txn()
        target = core.next_generation(agent)
        effects = agent.prepare(txn, {1: server.account()}, digest="cd34")
        expect(effects.get(1, "none") not in ("none", "restart"), f"an effect on account 1, got {effects}")
        expect_equal(agent.commit(txn), target, "Commit's generation")
        hello = core.connect().hello()
        expect_equal((hello["generation"], hello["digest"]), (target, "cd34"), "what Hello says")
        expect(agent.status()[1]["state"] != "disabled", "account 1 to be enabled")


def commits_again(core):
    """The same Commit again gives the same answer."""
    agent, txn = core.loaded(), new_txn()
    agent.prepare(txn, {1: {"label": "x"}})
    generation = agent.commit(txn)
    expect_equal(agent.commit(txn), generation, "the second answer")
    expect_equal(core.connect().commit(txn), generation, "the answer on another connection")
    expect_equal(agent.hello()["generation"], generation, "what it runs")


def prepares_again(core):
    """The same Prepare again takes the place of the first."""
    agent, txn = core.loaded(), new_txn()
    agent.prepare(txn, {1: {"label": "x"}})
    agent.prepare(txn, {1: {"label": "y"}})
    agent.commit(txn)


def does_nothing_before_the_commit(core):
    """Prepare changes nothing and sends no SIP."""
    with deaf_server() as server:
        agent, txn = core.loaded(), new_txn()
        before = agent.hello(), agent.status()[1]
        agent.prepare(txn, {1: server.account()})
        expect_equal((agent.hello(), agent.status()[1]), before, "what it runs")
        agent.ask("Abort", txn=txn)
        expect_equal((agent.hello(), agent.status()[1]), before, "what it runs after Abort")
        expect_equal(registers(agent), before[1]["servers"][0]["counters"].get("requestsOut.REGISTER", 0),
                     "the number of REGISTER requests")
        expect_equal(server.requests(), set(), "what the server got")


def says_that_nothing_changes(core):
    """The effect on an account that stays as it is is none."""
    agent, txn = core.loaded(), new_txn()
    expect_equal(agent.prepare(txn, {1: {}}), {1: "none"}, "the effects")
    agent.ask("Abort", txn=txn)


def aborts(core):
    """Abort drops the stage; again, or of an unknown txn, it is a success."""
    agent, txn = core.loaded(), new_txn()
    agent.prepare(txn, {1: {"label": "x"}})
    agent.ask("Abort", txn=txn)
    reply = agent.call("Commit", {"txn": txn})
    expect_equal((reply.error, reply.parameters.get("txn")), ("UnknownTxn", txn), "the error of Commit")
    agent.ask("Abort", txn=txn)
    agent.ask("Abort", txn="never heard of")


def knows_one_stage(core):
    """While one is staged, another Prepare is Busy and named the one that stands."""
    agent, txn = core.loaded(), new_txn()
    agent.prepare(txn, {1: {"label": "x"}})
    for asker in (agent, core.connect()):
        reply = asker.try_prepare(new_txn(), {1: {"label": "y"}})
        expect_equal((reply.error, reply.parameters.get("txn")), ("Busy", txn), "the error of Prepare")
    agent.commit(txn)


def refuses_another_base(core):
    """Prepare on another generation than the one that runs is a Conflict that names it."""
    agent = core.loaded()
    runs = agent.hello()["generation"]
    for base in (runs - 1, runs + 1):
        reply = agent.try_prepare(new_txn(), {1: {"label": "x"}}, base=base)
        expect_equal((reply.error, reply.parameters.get("generation")), ("Conflict", runs), f"the error on base {base}")
    agent.prepare("after the conflicts", {1: {"label": "x"}})
    agent.ask("Abort", txn="after the conflicts")


def knows_no_other_txn(core):
    """Commit of what was never staged is UnknownTxn."""
    reply = core.loaded().call("Commit", {"txn": "never heard of"})
    expect_equal((reply.error, reply.parameters.get("txn")), ("UnknownTxn", "never heard of"), "the error")


def keeps_the_lease(core):
    """A stage that is not decided within its lease is dropped, and its Commit is LeaseExpired."""
    agent, txn, next_one = core.loaded(), new_txn(), new_txn()
    before = agent.hello()
    agent.prepare(txn, {1: {"label": "x"}}, lease_ms=1)
    core.until(lambda: not agent.try_prepare(next_one, {1: {"label": "y"}}).error, "the lease of 1 ms to end")
    agent.ask("Abort", txn=next_one)
    reply = agent.call("Commit", {"txn": txn})
    expect_equal((reply.error, reply.parameters.get("txn")), ("LeaseExpired", txn), "the error of Commit")
    expect_equal(agent.hello(), before, "what it runs")


def drops_the_stage_of_a_dead_agent(core):
    """The end of the connection drops its stage."""
    agent, txn, next_one = core.loaded(), new_txn(), new_txn()
    dead = core.connect()
    dead.prepare(txn, {1: {"label": "x"}})
    dead.close()
    core.until(lambda: not agent.try_prepare(next_one, {1: {"label": "y"}}).error, "the stage to be dropped")
    agent.ask("Abort", txn=next_one)
    expect_equal(agent.call("Commit", {"txn": txn}).error, "UnknownTxn", "the error of Commit")


def tells_all_problems(core):
    """Invalid tells all problems at once, with name, sentence and code, and stages nothing."""
    agent, txn = core.loaded(), new_txn()
    before = agent.hello()
    wrong = {1: {"sip_server.1.port": "99999", "sip_server.2.expires": "soon"}, 2: {"no_such_parameter": "1"}}
    wrong = {number: values for number, values in wrong.items() if number <= core.accounts}
    expected = {f"account.{number}.{name}" for number, values in wrong.items() for name in values} | {"sip.timer_t1"}
    reply = agent.try_prepare(txn, wrong, globals_={"sip.timer_t1": "a while"})
    expect_equal(reply.error, "Invalid", "the error")
    problems = reply.parameters["problems"]
    expect_equal({each["name"] for each in problems}, expected, "the names")
    expect(all(each["problem"] and each["code"] for each in problems), "a sentence and a code for each problem")
    expect_equal(agent.call("Commit", {"txn": txn}).error, "UnknownTxn", "the error of Commit")
    agent.prepare(new_txn(), {1: {"label": "x"}})
    expect_equal(agent.hello(), before, "what it runs")


def holds_what_waits_for_a_start(core):
    """A global that waits for the next start is an effect on account 0, and is held with the value that acts."""
    agent, txn, back = core.loaded(), new_txn(), new_txn()
    if agent.core()["held"]:
        return  # it was started with other values than those of this test
    effects = agent.prepare(txn, globals_={"static.network.dns.retry_times": "7"})
    expect_equal(effects.get(0), "restart", "the effect on account 0")
    agent.commit(txn)
    expect_equal(agent.core()["held"], [{"name": "static.network.dns.retry_times", "value": "2"}], "what is held")
    agent.prepare(back)
    agent.commit(back)
    expect_equal(agent.core()["held"], [], "what is held after the way back")


PROMISES = promises(commits, commits_again, prepares_again, does_nothing_before_the_commit, says_that_nothing_changes, aborts,
                    knows_one_stage, refuses_another_base, knows_no_other_txn, keeps_the_lease,
                    drops_the_stage_of_a_dead_agent, tells_all_problems, holds_what_waits_for_a_start)
