"""A daemon for which time passes faster: what it waits minutes for comes in seconds."""

from .preloaded import preloaded


def faster(times):
    """What goes before a daemon's command line. Its wall time stays as it is."""
    return preloaded("libfast_clock.so", "LINEMAN_FAST_CLOCK", times)
