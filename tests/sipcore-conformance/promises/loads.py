"""LoadBegin, LoadAccount, LoadEnd."""

from agent import account, globals_of
from deaf import deaf_server
from promises.promise import promises
from verdict import expect, expect_equal


def runs_what_is_loaded(core):
    """What is loaded runs: Hello and GetStatus say its generation, Hello its digest."""
    agent = core.connect()
    generation = core.next_generation(agent)
    expect_equal(agent.load(generation, {}, core.accounts, digest="ab12"), generation, "LoadEnd's generation")
    hello = core.connect().hello()
    expect_equal((hello["generation"], hello["digest"]), (generation, "ab12"), "what Hello says")
    expect_equal(agent.core()["generation"], generation, "GetStatus' generation")


def takes_an_older_generation(core):
    """A load may bring any generation, also an older one."""
    agent = core.loaded()
    expect_equal(agent.load(3, {}, core.accounts), 3, "LoadEnd's generation")
    expect_equal(agent.hello()["generation"], 3, "what it runs")


def never_refuses_a_load(core):
    """An account that cannot run becomes misconfigured with a reason, and the load stands."""
    agent = core.loaded({1: {"enable": "1", "user_name": "1001", "sip_server.1.address": ""}})
    states = agent.status()
    expect_equal(states[1]["state"], "misconfigured", "the state of account 1")
    expect(states[1]["reason"], "a reason")
    agent = core.loaded({1: {"enable": "1", "user_name": "1001", "sip_server.1.address": "127.0.0.1",
                             "sip_server.1.port": "99999"}})
    states = agent.status()
    expect_equal(states[1]["state"], "misconfigured", "the state of an account whose port is none")
    expect(states[1]["reason"], "a reason")
    others = {each["state"] for number, each in states.items() if number != 1}
    expect(others <= {"disabled"}, "the other accounts to be disabled")


def loads_what_differs(core):
    """A load is applied as a difference: what is right already stays as it is."""
    with deaf_server() as server:
        agent = core.loaded({1: server.account()})
        core.until(lambda: registers(agent) and server.requests(), "a REGISTER to be sent")
        before, requests = agent.status()[1], server.requests()
        agent.load(core.next_generation(agent), {1: server.account()}, core.accounts)
        after = agent.status()[1]
        for member in ("state", "since", "discontinuity", "target"):
            expect_equal(after[member], before[member], f"{member} of account 1")
        expect_equal(registers(agent), 1, "the number of REGISTER requests")
        expect_equal(server.requests(), requests, "the requests that the server got")


def registers(agent):
    return agent.status()[1]["servers"][0]["counters"].get("requestsOut.REGISTER", 0)


def forgets_an_unfinished_load(core):
    """An unfinished load is dropped at the end of its connection, and changes nothing."""
    agent = core.loaded()
    before = agent.hello()
    broken_off = core.connect()
    broken_off.ask("LoadBegin", generation=before["generation"] + 1, digest="", globals=globals_of())
    broken_off.ask("LoadAccount", **account(1, {"enable": "1"}))
    broken_off.close()
    expect_equal(agent.hello(), before, "what it runs")
    reply = agent.call("LoadEnd")
    expect_equal(reply.error, "UnknownTxn", "the error of LoadEnd without a LoadBegin")
    expect_equal(agent.call("LoadAccount", account(1)).error, "UnknownTxn", "the error of LoadAccount without a LoadBegin")
    expect_equal(agent.status()[1]["state"], "disabled", "the state of account 1")


def drops_the_stage(core):
    """A load drops what is staged."""
    agent = core.loaded()
    agent.prepare("stage-and-load", {1: {"label": "x"}})
    agent.load(core.next_generation(agent), {}, core.accounts)
    expect_equal(agent.call("Commit", {"txn": "stage-and-load"}).error, "UnknownTxn", "the error of Commit")


PROMISES = promises(runs_what_is_loaded, takes_an_older_generation, never_refuses_a_load, loads_what_differs,
                    forgets_an_unfinished_load, drops_the_stage)
