"""GetStatus and GetCounters."""

from agent import SERVICE
from deaf import deaf_server
from promises.loads import registers
from promises.promise import promises
from verdict import expect, expect_equal

METHODS = ("REGISTER", "INVITE", "SUBSCRIBE", "OPTIONS", "other")
ENDS = ("responses2xx", "responses3xx", "responses4xx", "responses5xx", "responses6xx", "timeouts", "transportFailures",
        "abandoned", "inFlight")
MOST_STATUS_CODES = 128


def tells_of_each_account(core):
    """GetStatus and GetCounters are streams with one account in each reply, and the core in each."""
    agent = core.loaded()
    for method in ("GetStatus", "GetCounters"):
        replies = agent.stream(method)
        numbers = [reply["account"]["account"] for reply in replies]
        expect_equal(numbers, list(range(1, len(replies) + 1)), f"the accounts of {method}")
        expect_equal({reply["core"]["instance"] for reply in replies}, {agent.hello()["instance"]}, "the instance")


def wants_more(core):
    """GetStatus without `more` is ExpectedMore where there is more than one account."""
    if core.accounts > 1:
        expect_equal(core.connect().call("GetStatus").error, SERVICE + "ExpectedMore", "the error")


def counts_some_accounts(core):
    """GetCounters tells of the accounts that are asked for."""
    replies = core.connect().stream("GetCounters", accounts=[core.accounts])
    expect_equal([reply["account"]["account"] for reply in replies], [core.accounts], "the accounts")


def has_two_servers(core):
    """An account has two servers, and says when its counters began."""
    for account in core.loaded().status().values():
        expect_equal(len(account["servers"]), 2, "the number of servers")
        expect(account["discontinuity"] > 0, "a discontinuity time")


def is_registered_nowhere(core):
    """An account that is not registered has no registered_generation, server or target."""
    with deaf_server() as server:
        agent = core.loaded({1: server.account()})
        core.until(lambda: registers(agent), "a REGISTER to be sent")
        account = agent.status()[1]
        expect_equal(account["registered_generation"], 0, "registered_generation")
        expect_equal(account["registered_since"], 0, "registered_since")
        expect(account["state"] in ("registering", "unregistered", "allServersFailed"), "a state without registration")


def speaks_utf_8(core):
    """What a server says is told in UTF-8, whatever octets it sent."""
    with deaf_server() as server:
        agent = core.loaded({1: server.account()})
        core.until(lambda: server.refuse(404, b"N\xff\xc3t Found"), "a REGISTER to be sent")
        failure = core.until(lambda: agent.status()[1]["last_failure"], "the refusal to be told")
        expect_equal(failure["code"], 404, "the code of last_failure")


def counts_every_request_once(core):
    """Each request that was sent is answered, timed out, failed, abandoned or in flight."""
    with deaf_server() as server:
        agent = core.loaded({1: server.account()})
        core.until(lambda: registers(agent), "a REGISTER to be sent")
        before = agent.status()[1]
        expect_balance(before)
        agent.load(core.next_generation(agent), {}, core.accounts)  # the account is disabled meanwhile
        after = agent.status()[1]
        expect_balance(after)
        expect_rising(before, after)


def adds_up_what_passed(core):
    """Traffic, where it is told, adds up with itself and with what the servers count."""
    with deaf_server() as server:
        agent = core.loaded({1: server.account()})
        core.until(lambda: server.refuse(404, b"Not Found"), "a REGISTER to be sent")
        core.until(lambda: agent.status()[1]["last_failure"], "the refusal to be told")
        traffic, accounts = agent.traffic()
        if traffic is None:
            return
        counters = traffic["counters"]
        sent = sum(count for name, count in counters.items() if name.startswith(("requestsOut.", "retries.")))
        expect_equal(counters.get("requestsOut", 0), sent, "the requests out of all methods, with their retries")
        for total, unlisted, column in (("responsesIn", "unlistedIn", "received"), ("responsesOut", "unlistedOut", "sent")):
            listed = sum(row[column] for row in traffic["codes"])
            expect_equal(counters.get(total, 0), counters.get(unlisted, 0) + listed, f"{total}, of all codes")
        registers_out = sum(one["counters"].get("requestsOut.REGISTER", 0) for account in accounts for one in account["servers"])
        expect_equal(counters.get("requestsOut.REGISTER", 0), registers_out, "the REGISTER requests of all servers")
        known = [(row["method"], row["code"]) for row in traffic["codes"]]
        expect(("REGISTER", 404) in known, f"a row for the 404 to REGISTER among {known}")
        expect_equal(len(set(known)), len(known), "rows of which each is there once")
        expect(len(known) <= MOST_STATUS_CODES, f"at most {MOST_STATUS_CODES} rows of status codes")


def expect_balance(account):
    for server in account["servers"]:
        counters = server["counters"]
        for method in METHODS:
            sent = counters.get(f"requestsOut.{method}", 0)
            ended = sum(counters.get(f"{end}.{method}", 0) for end in ENDS)
            expect_equal(ended, sent, f"the sum of all that became of {method}")


def expect_rising(before, after):
    if before["discontinuity"] != after["discontinuity"]:
        return
    pairs = [(before["counters"], after["counters"])]
    pairs += [(one["counters"], two["counters"]) for one, two in zip(before["servers"], after["servers"])]
    for old, new in pairs:
        for name, count in old.items():
            if not name.startswith("inFlight"):
                expect(new.get(name, 0) >= count, f"{name} not to fall from {count} to {new.get(name, 0)}")


PROMISES = promises(tells_of_each_account, wants_more, counts_some_accounts, has_two_servers, is_registered_nowhere, speaks_utf_8,
                    counts_every_request_once, adds_up_what_passed)
