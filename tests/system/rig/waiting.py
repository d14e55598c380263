"""Waiting for something to become true: the only way in which the tests let time pass."""

import time

DEADLINE = 30.0  # generous: a loaded machine is no failure
PAUSE = 0.05


def until(condition, what, deadline=DEADLINE):
    """Returns what `condition` returns once that is true in Python's sense; fails, saying what was waited for and what
    was seen last."""
    end = time.monotonic() + deadline
    while True:
        seen = condition()
        if seen:
            return seen
        if time.monotonic() > end:
            raise AssertionError(f"after {deadline:g} s still waiting for {what}; last seen: {seen!r}")
        time.sleep(PAUSE)
