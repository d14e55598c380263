"""What is never said."""

from agent import SECRET
from promises.promise import promises
from promises.transactions import new_txn
from verdict import expect_equal


def quotes_no_wrong_password(core):
    """A password that is wrong is named and not quoted."""
    agent = core.loaded()
    reply = agent.try_prepare(new_txn(), {1: {"password": SECRET * 100}})
    expect_equal(reply.error, "Invalid", "the error")
    expect_equal([each["name"] for each in reply.parameters["problems"]], ["account.1.password"], "the name")
    wrong = {"account": 1, "values": {"password": [SECRET]}}
    agent.call("LoadAccount", wrong)
    agent.call("Commit", {"txn": {SECRET: SECRET}})
    agent.call("Prepare", {"txn": "x", "accounts": [wrong]})


def says_no_secret(core):
    """No answer to anything above held a password."""
    expect_equal(sorted(set(core.leaks)), [], "the promises in whose answers one stood")


PROMISES = promises(quotes_no_wrong_password, says_no_secret)
