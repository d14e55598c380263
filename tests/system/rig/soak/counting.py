"""Counters that only go up, as long as they say that they count since the same moment."""

GAUGES = ("inFlight",)


class Counting:
    def __init__(self, phone):
        self._phone = phone
        self._seen = {}  # {whose: (since, counters)}

    def look(self):
        result = self._phone.ctl("-f", "json", "counters")
        if result.code != 0:
            return  # nobody there to say
        told = result.json
        self._compare("core", told["instance"], told["core"])
        self._compare("dns", told["instance"], told["dns"])
        self._compare("acs", told["acs_since"], told["acs"])
        for account in told["accounts"]:
            self._compare(f"account {account['account']}", account["discontinuity"], account["counters"])
            for server in account["servers"]:
                whose = f"account {account['account']}, server {server['server']}"
                self._compare(whose, server["discontinuity"], server["counters"])

    def _compare(self, whose, since, counters):
        before_since, before = self._seen.get(whose, (None, {}))
        if since == before_since:
            fallen = {name: (before[name], counters[name]) for name in before
                      if not name.startswith(GAUGES) and counters.get(name, 0) < before[name]}
            assert not fallen, f"{whose}, since {since}: counters fell {fallen}"
        self._seen[whose] = (since, counters)
