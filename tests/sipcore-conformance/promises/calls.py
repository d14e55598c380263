"""Dial, Hangup, Calls, Subscribe, Unsubscribe, Subscriptions. A core that has none of them says Unsupported or NotPossible."""

from agent import SERVICE
from deaf import deaf_server
from promises.events import await_event, last_sequence, monitor
from promises.promise import promises
from verdict import expect, expect_equal

NO = (SERVICE + "InvalidParameter", "NotPossible", "Unsupported")
LONG = "sip:" + "1" * 70_000 + "@127.0.0.1"


def ends_no_call_that_is_not_there(core):
    """Hangup and Unsubscribe of a number that is not there are NoCall with that number."""
    agent = core.loaded()
    for method, member in (("Hangup", "call"), ("Unsubscribe", "subscription")):
        reply = agent.call(method, {member: 4_000_000})
        expect_equal((reply.error, reply.parameters.get("number")), ("NoCall", 4_000_000), f"the error of {method}")


def begins_nothing_that_is_wrong(core):
    """A call or subscription with an account, URI or event that is none is refused with a sentence, and nothing begins."""
    agent = core.loaded()
    for uri in ("", "sip:a@b\r\nVia: x", "a b", "<sip:a@b>", LONG):
        expect_no(agent.call("Dial", {"account": 1, "uri": uri}))
        if uri:
            expect_no(agent.call("Subscribe", {"account": 1, "event": "dialog", "uri": uri}))
    for account in (0, core.accounts + 1):
        expect_no(agent.call("Dial", {"account": account, "uri": "1002"}))
        expect_no(agent.call("Subscribe", {"account": account, "event": "dialog", "uri": "1002"}))
    expect_no(agent.call("Subscribe", {"account": 1, "event": "no-such-event", "uri": ""}))
    expect_nothing(agent)


def calls_from_no_disabled_account(core):
    """A disabled account calls and watches nobody: NotPossible."""
    agent = core.loaded()
    expect_no(agent.call("Dial", {"account": 1, "uri": "1002"}))
    expect_no(agent.call("Subscribe", {"account": 1, "event": "message-summary", "uri": ""}))
    expect_nothing(agent)


def lists_a_call_that_it_began(core):
    """A call that was begun is listed, is told as an event, and ends by Hangup; its number is never used again."""
    with deaf_server() as server:
        agent = core.loaded({1: server.account(**{"sip_server.1.only_signal_with_registered": "0"})})
        watcher = monitor(core, from_seq=last_sequence(core))
        reply = agent.call("Dial", {"account": 1, "uri": "1002"})
        if reply.error:
            return expect_no(reply)
        number = reply.parameters["call"]
        expect(number >= 1, "a number from 1")
        [call] = [each for each in agent.ask("Calls")["calls"] if each["call"] == number]
        expect_equal((call["account"], call["outgoing"], call["state"]), (1, True, "dialing"), "the call")
        expect("1002" in call["peer"], f"1002 in the peer {call['peer']}")
        event = await_event(watcher, lambda event: event["kind"] == "call" and event["account"] == 1)
        expect_equal(event["detail"].split()[0], str(number), "the number in the event's detail")
        agent.ask("Hangup", call=number)
        left = [each["state"] for each in agent.ask("Calls")["calls"] if each["call"] == number]
        expect(left in ([], ["ending"]), f"the call to be ending or gone, not {left}")
        again = agent.call("Dial", {"account": 1, "uri": "1002"})
        expect(again.error or again.parameters["call"] > number, "another number for the next call")


def expect_no(reply):
    expect(reply.error in NO, f"one of {NO}, got {reply!r}")
    expect(reply.parameters.get("reason"), f"a reason, got {reply!r}")


def expect_nothing(agent):
    expect_equal(agent.ask("Calls")["calls"], [], "the calls")
    expect_equal(agent.ask("Subscriptions")["subscriptions"], [], "the subscriptions")


PROMISES = promises(ends_no_call_that_is_not_there, begins_nothing_that_is_wrong, calls_from_no_disabled_account,
                    lists_a_call_that_it_began)
