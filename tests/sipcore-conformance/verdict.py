"""Judges one promise after the other, and prints what became of each."""

import time

from agent import Agent, SECRET
from wire import Ended, Silent

PAUSE = 0.01


class Broken(Exception):
    """A promise is not kept: what was expected, and what came."""


def expect(condition, expected):
    if not condition:
        raise Broken(f"expected {expected}")


def expect_equal(got, expected, of_what):
    if got != expected:
        raise Broken(f"expected {of_what} to be {_short(expected)}, got {_short(got)}")


def _short(value):
    text = str(value) if isinstance(value, BaseException) else repr(value)
    return text if len(text) <= 300 else text[:300] + "..."


class Verdict:
    """What a promise is given as `core`: it makes connections, and knows the core that it speaks with."""

    def __init__(self, path, interface, patience):
        self.path = path
        self.interface = interface
        self.patience = patience
        self.kept = self.broken = 0
        self.leaks = []  # names of promises during which the core said a secret
        self._open = []
        self._now = ""
        self._accounts = 0

    def judge(self, promise):
        self._now = promise.name
        try:
            promise.check(self)
        except (Broken, AssertionError) as problem:
            self._say("FAILED", promise.name, str(problem))
        except Ended:
            self._say("FAILED", promise.name, "the core closed the connection")
        except Silent:
            self._say("FAILED", promise.name, f"the core did not answer within {self.patience:g} s")
        except (KeyError, TypeError, ValueError, OSError) as problem:
            self._say("FAILED", promise.name, f"an answer that is not understood: {problem!r}")
        else:
            self._say("ok", promise.name)
        finally:
            for agent in self._open:
                agent.close()
            self._open = []

    def connect(self, **options):
        """A new connection, closed after the promise at the latest."""
        self._open.append(Agent(self.path, self.interface, self.patience, self._heard, **options))
        return self._open[-1]

    def loaded(self, accounts=None, **more):
        """A new connection to a core that has just loaded a configuration: {number: {name: value}}."""
        agent = self.connect()
        agent.load(self.next_generation(agent), accounts or {}, self.accounts, **more)
        return agent

    @property
    def accounts(self):
        """How many the core has; asked once."""
        if not self._accounts:
            self._accounts = len(self.connect().status())
        return self._accounts

    @staticmethod
    def next_generation(agent):
        return agent.hello()["generation"] + 1

    def until(self, condition, expected):
        """What `condition` returns once that is true; broken where it does not become so."""
        end = time.monotonic() + self.patience
        while True:
            seen = condition()
            if seen:
                return seen
            if time.monotonic() > end:
                raise Broken(f"expected {expected} within {self.patience:g} s")
            time.sleep(PAUSE)

    def _heard(self, frame):
        if SECRET.encode() in frame:
            self.leaks.append(self._now)

    def _say(self, word, name, why=""):
        if word == "ok":
            self.kept += 1
        else:
            self.broken += 1
        print(f"{word:7} {name}" + (f": {why}" if why else ""), flush=True)
