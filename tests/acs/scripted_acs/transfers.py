"""What scenarios say of files: the words of `download`, `upload` and `schedule-download`."""

from .soap import File, Window


def asked(step):
    """(File, CommandKey, DelaySeconds) of `KEY TYPE URL [delay=SECONDS] [size=OCTETS] [user=NAME] …`."""
    key, kind, url, *more = step.words
    fields = dict(_field(step, word) for word in more)
    delay = fields.pop("delay", 0)
    return File(kind, url, **fields), key, delay


def scheduled(step):
    """(File, [Window], CommandKey); each line below says `START END [MODE [RETRIES]]`."""
    file, key, _ = asked(step)
    return file, [_window(words) for words in step.block], key


def _window(words):
    start, end, *more = words
    mode = more[0] if more else "1 At Any Time"
    return Window(int(start), int(end), mode, retries=int(more[1]) if len(more) == 2 else 0)


_FIELDS = {"delay": "delay", "size": "size", "user": "username", "password": "password", "target": "target"}


def _field(step, word):
    name, equals, text = word.partition("=")
    if not equals or name not in _FIELDS:
        raise step.error(f"'{word}' says nothing of a file; {', '.join(_FIELDS)} do")
    return _FIELDS[name], text
