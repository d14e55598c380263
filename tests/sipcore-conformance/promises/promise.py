"""How a promise is written down."""

from collections import namedtuple

# name: a sentence. check: given the Verdict as `core`, raises where the promise is broken.
Promise = namedtuple("Promise", "name check")


def promises(*checks):
    """A function's first line of documentation is the promise's name."""
    return [Promise(check.__doc__.partition("\n")[0].rstrip("."), check) for check in checks]
