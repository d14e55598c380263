"""What goes over the socket, whoever sends it."""

import json

from agent import SERVICE
from promises.promise import promises
from verdict import expect, expect_equal
from wire import Ended, MAXIMUM_DEPTH, MAXIMUM_FRAME, Silent, frame_of

HELLO = {"protocols": [1], "agent": "conformance"}
# Beyond the limit of any build.
TOO_LONG = 64 * MAXIMUM_FRAME


def answers_in_order(core):
    """Calls that come at once are answered one after the other, each once."""
    agent = core.loaded()
    names = ["Hello", SERVICE + "GetInfo", "Explode", "Hello"]
    parameters = {"Hello": HELLO}
    agent.wire.send(b"".join(frame_of(agent.full_name(name), parameters.get(name, {})) for name in names))
    expect("instance" in agent.reply("Hello").parameters, "the answer of Hello first")
    expect("vendor" in agent.reply(SERVICE + "GetInfo").parameters, "the answer of GetInfo next")
    expect_equal(agent.reply(SERVICE + "Explode").error, SERVICE + "MethodNotFound", "the third answer")
    expect("instance" in agent.reply("Hello").parameters, "the answer of Hello last")
    expect(not agent.wire.has_message(), "nothing more")


def answers_no_oneway_call(core):
    """A call with `oneway` is not answered."""
    agent = core.connect()
    agent.send("Abort", {"txn": "x"}, oneway=True)
    agent.send("Hello", HELLO)
    expect("instance" in agent.reply("Hello").parameters, "the answer of Hello first")


def reads_in_pieces(core):
    """A message may come in pieces."""
    agent = core.connect()
    for octet in frame_of(agent.full_name("Hello"), HELLO):
        agent.wire.send(bytes([octet]))
    expect("instance" in agent.reply("Hello").parameters, "the answer of Hello")


def takes_a_long_message(core):
    """A message of 1 MiB is taken."""
    agent = core.connect()
    bare = len(frame_of(agent.full_name("Hello"), {**HELLO, "padding": ""})) - 1
    agent.send("Hello", {**HELLO, "padding": "x" * (MAXIMUM_FRAME - bare)})
    expect("instance" in agent.reply("Hello").parameters, "the answer of Hello")


def takes_a_deep_message(core):
    """A message of 16 levels is taken."""
    agent = core.connect()
    agent.send("Hello", {**HELLO, "padding": nested(MAXIMUM_DEPTH - 2)})
    expect("instance" in agent.reply("Hello").parameters, "the answer of Hello")


def refuses_what_is_no_message(core):
    """What is too long, too deep, no JSON or no call ends its connection, or is refused; the others go on."""
    other = core.loaded()
    before = other.hello()
    deep = frame_of("org.lineman.SipCore1.Hello", {**HELLO, "padding": nested(MAXIMUM_DEPTH - 1)})
    for octets in (b"this is no JSON\0", b"[1]\0", b'{"parameters":{}}\0', deep, b"x" * TOO_LONG):
        expect(is_refused(core.connect(), octets), f"a message that begins {octets[:40]!r} to be refused")
        expect_equal(other.hello(), before, "what it runs")


def nested(levels):
    value = []
    for _ in range(levels - 1):
        value = [value]
    return value


def is_refused(agent, octets):
    try:
        agent.wire.send(octets)
        return "error" in agent.wire.receive()
    except Ended:
        return True
    except (Silent, json.JSONDecodeError):
        return False


PROMISES = promises(answers_in_order, answers_no_oneway_call, reads_in_pieces, takes_a_long_message, takes_a_deep_message,
                    refuses_what_is_no_message)
