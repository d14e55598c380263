"""A daemon that runs with a library of the tests in it."""

from .paths import BIN


def preloaded(library, variable, value):
    """What goes before a daemon's command line; the library reads `variable`."""
    # Sanitizers want to be the first library, and can do without.
    return ["env", f"LD_PRELOAD={BIN / library}", f"{variable}={value}", "ASAN_OPTIONS=verify_asan_link_order=0"]
