"""Hello."""

from agent import SERVICE
from promises.promise import promises
from verdict import expect, expect_equal


def chooses_the_protocol(core):
    """Hello chooses a protocol that both speak."""
    expect_equal(core.connect().hello([7, 1])["protocol"], 1, "the protocol")


def refuses_another_protocol(core):
    """Hello without a common protocol is Unsupported."""
    reply = core.connect().call("Hello", {"protocols": [2, 3], "agent": "conformance"})
    expect_equal(reply.error, "Unsupported", "the error")
    expect(reply.parameters["reason"], "a reason")


def has_one_instance(core):
    """The instance is one word for all connections of one start."""
    first, second = core.connect().hello(), core.connect().hello()
    expect(first["instance"], "an instance")
    expect_equal(second["instance"], first["instance"], "the instance")
    expect_equal(core.connect().core()["instance"], first["instance"], "the instance of GetStatus")


def names_the_parameter_that_is_wrong(core):
    """A call without its parameters is InvalidParameter and changes nothing."""
    agent = core.loaded()
    before = agent.hello()
    for method, parameters in (("Hello", {}), ("Prepare", {}), ("Commit", {"txn": 7}), ("Abort", {}),
                               ("LoadBegin", {"generation": -1, "digest": "", "globals": {}}),
                               ("LoadAccount", {"account": "one", "values": {}}), ("Dial", {"account": 1}), ("Hangup", {})):
        expect_equal(agent.call(method, parameters).error, SERVICE + "InvalidParameter", f"the error of {method}")
    expect_equal(agent.hello(), before, "what it runs")


def ignores_what_it_does_not_know(core):
    """Members of later versions are ignored."""
    reply = core.connect().call("Hello", {"protocols": [1], "agent": "conformance", "news": {"of": ["later"]}})
    expect(not reply.error, "Hello to succeed")


PROMISES = promises(chooses_the_protocol, refuses_another_protocol, has_one_instance, names_the_parameter_that_is_wrong,
                    ignores_what_it_does_not_know)
