"""What all that listens here does alike: takes connections one after the other, and ends them."""

import socket
import threading


def in_background(work, *arguments):
    threading.Thread(target=work, args=arguments, daemon=True).start()


def accept_all(listener, take):
    """`take(end)` for each connection, in one background thread, until the listener is closed."""
    in_background(_accept, listener, take)


def _accept(listener, take):
    while True:
        try:
            end, _ = listener.accept()
        except OSError:
            return
        take(end)


def close(end):
    """A listener or a connection; whoever waits in accept() or recv() is told."""
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    end.close()
