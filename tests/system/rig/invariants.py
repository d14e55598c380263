"""What is always true of the phone's counters."""

SERVERS = 2
METHODS = ("REGISTER", "INVITE", "SUBSCRIBE", "OPTIONS", "other")
FINAL = ("responses2xx", "responses3xx", "responses4xx", "responses5xx", "responses6xx")


def assert_sums(phone, accounts=(1,)):
    """Requests and attempts add up, at every server and of every method."""
    for account in accounts:
        counters = phone.counters(account)
        in_flight = (counters["registerAttempts"] - counters["registerSuccesses"] - counters["registerFailures"]
                     - counters["registerAbandoned"])
        assert 0 <= in_flight <= SERVERS, f"attempts of account {account}: {counters}"
        for server in range(1, SERVERS + 1):
            for method in METHODS:
                assert_method_sum(counters[f"server {server}"], method, f"account {account}, server {server}")


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
