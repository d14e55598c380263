"""What may be stored of the parameters that one writer alone changes."""

import threading
from collections import Counter

YES, NO, SILENCE = "yes", "no", "silence"


class Ledger:
    """A writer's changes are numbered; `values` makes {name: value} of a number, and all of them change together. After a yes
    that number is stored, after a no what was stored before, after silence either."""

    def __init__(self, name, values):
        self.name = name
        self.values = values
        self.answers = Counter()
        self._possible = {0}
        self._lock = threading.Lock()

    def enter(self, number, answer):
        with self._lock:
            self.answers[answer] += 1
            if answer == YES:
                self._possible = {number}
            elif answer == SILENCE:
                self._possible.add(number)

    def assert_kept(self, stored):
        """`stored`: {name: value} of the phone; no change may be under way."""
        with self._lock:
            possible = [self.values(number) for number in sorted(self._possible)]
        found = {name: stored[name] for name in possible[0]}
        assert found in possible, f"{self.name}: {found} is stored; possible were {possible}, after {self.answers}"
