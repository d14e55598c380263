"""What is always true of the phone's counters."""

import json

from .local_socket import Caller

SERVERS = 2
METHODS = ("REGISTER", "INVITE", "SUBSCRIBE", "OPTIONS", "other")
ALL_METHODS = ("ACK", "BYE", "INFO", "PRACK", "REFER", "CANCEL", "INVITE", "NOTIFY", "UPDATE", "MESSAGE", "OPTIONS", "PUBLISH",
               "REGISTER", "SUBSCRIBE")
FINAL = ("responses2xx", "responses3xx", "responses4xx", "responses5xx", "responses6xx")


def assert_sums(phone, accounts=(1,)):
    """Requests and attempts add up, at every server and of every method."""
    for account in accounts:
        [found] = phone.ask("counters", account)["accounts"]
        assert_account_sums(found)


def assert_all_sums(phone):
    """The same of all accounts, where both daemons are there to say so."""
    result = phone.ctl("-f", "json", "counters")
    if result.code == 0:
        for account in json.loads(result.out)["accounts"]:
            assert_account_sums(account)
    if phone.core and phone.core.running():
        assert_traffic_sums(*told(phone))


def told(phone):
    """What the core says of its traffic and its accounts, at one moment."""
    accounts = []
    with Caller(phone.runtime / "sipcore") as core:
        core.send(json.dumps({"method": "org.lineman.SipCore1.GetStatus", "parameters": {}, "more": True}).encode() + b"\0")
        while True:
            reply = core.receive()
            accounts.append(reply["parameters"]["account"])
            if not reply.get("continues"):
                return reply["parameters"]["traffic"], accounts


def assert_traffic_sums(traffic, accounts):
    """What passed the core as a whole (RFC 4780) is the sum of its parts, and what its servers count."""
    counters = traffic["counters"]
    sent = {method: counters.get(f"requestsOut.{method}", 0) for method in ALL_METHODS}
    retries = {method: counters.get(f"retries.{method}", 0) for method in ALL_METHODS}
    assert counters["requestsOut"] == sum(sent.values()) + sum(retries.values()), counters
    assert counters["requestsIn"] >= sum(counters.get(f"requestsIn.{method}", 0) for method in ALL_METHODS), counters
    for total, unlisted, column in (("responsesIn", "unlistedIn", "received"), ("responsesOut", "unlistedOut", "sent")):
        listed = sum(row[column] for row in traffic["codes"])
        assert counters[total] == counters[unlisted] + listed, f"{total}: {traffic}"
    for method in METHODS:
        # Servers count no ACK, and call the rest "other".
        names = [method] if method != "other" else [name for name in ALL_METHODS if name not in (*METHODS, "ACK")]
        for whole, name in ((sent, "requestsOut"), (retries, "retransmissions")):
            parts = sum(server["counters"].get(f"{name}.{method}", 0) for account in accounts for server in account["servers"])
            assert sum(whole[name] for name in names) == parts, f"{name}.{method}: {traffic}"


def assert_account_sums(account):
    counters = account["counters"]
    in_flight = (counters["registerAttempts"] - counters["registerSuccesses"] - counters["registerFailures"]
                 - counters["registerAbandoned"])
    assert 0 <= in_flight <= SERVERS, f"attempts of account {account['account']}: {counters}"
    for server in account["servers"]:
        for method in METHODS:
            assert_method_sum(server["counters"], method, f"account {account['account']}, server {server['server']}")


def assert_method_sum(counters, method, where):
    ended = sum(counters[f"{name}.{method}"]
                for name in (*FINAL, "timeouts", "transportFailures", "abandoned", "inFlight"))
    assert counters[f"requestsOut.{method}"] == ended, f"{method} at {where}: {counters}"


def assert_seen(phone, registrar, account=1, server=1, method="REGISTER"):
    """What this server counted is what the phone says it sent there: holds where nothing was lost."""
    counters = phone.counters(account)[f"server {server}"]
    sent = counters[f"requestsOut.{method}"] + counters[f"retransmissions.{method}"]
    seen = registrar.seen(method, user=1000 + account)
    assert sent == seen, f"{method}: sent {sent}, {registrar.name} saw {seen}"
