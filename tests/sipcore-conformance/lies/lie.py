"""How a lie is written down."""

LIES = {}
NOTICED_BY = {}


class Lie:
    """What an honest one does. `line` is the wrong_core.Line; `method` is without the interface's name."""

    longest = 1 << 62  # of a message that is taken

    def call(self, line, method, call):
        """What is passed on to the real core; None: nothing."""
        return call

    def reply(self, line, method, call, message):
        """What the client is told; None: nothing."""
        return message

    def octets(self, line, octets):
        """Whether what is far too long is passed on."""
        return True

    # Whether a message that comes in pieces is put together.
    takes_pieces = True

    def closes(self):
        """Whether the real core hears of the end of the connection."""
        return True


LIES["none"] = Lie()


def lie(words):
    """A class is a lie called like itself; a function is one that changes `told`, the parameters of a reply of the method
    that it names, and may return another message."""

    def remember(made):
        kind = made if isinstance(made, type) else _changing(made)
        LIES[made.__name__] = kind()
        NOTICED_BY[made.__name__] = words
        return made

    return remember


def _changing(change):
    method = change.__defaults__[0]

    class Changing(Lie):
        def reply(self, line, asked, call, message):
            if asked != method or "error" in message:
                return message
            return change(message["parameters"], line, call) or message

    return Changing


def error(name, **parameters):
    return {"error": f"org.lineman.SipCore1.{name}", "parameters": parameters}
