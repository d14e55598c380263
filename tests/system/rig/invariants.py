"""What is always true of the phone's counters."""

import json

SERVERS = 2
METHODS = ("REGISTER", "INVITE", "SUBSCRIBE", "OPTIONS", "other")
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
