"""What to ask for at the edges of each parameter, and what has to come of it: generated from the table's rows."""

import json
import subprocess
from dataclasses import dataclass, field

from .paths import BIN

GOOD = "good"
TYPE, VALUE, LENGTH = "wrongType", "wrongValue", "wrongLength"

# Of what a phone's file cannot say, since it clears a value, and what it shows instead of a secret.
RESERVED = {b"%NULL%": "clears", b"%EMPTY%": "clears", b"********": "masked"}
CONTROLS = {"NUL": (b"\0", "control"), "U+0001": (b"\x01", "control"), "tab": (b"\t", "tab"),
            "line feed": (b"\n", "line end"), "carriage return": (b"\r", "line end"), "U+001F": (b"\x1f", "control"),
            "DEL": (b"\x7f", "DEL")}
BAD_UTF8 = {"a lone octet": b"\xff", "an overlong form": b"\xc0\x80", "a surrogate": b"\xed\xa0\x80",
            "beyond Unicode": b"\xf4\x90\x80\x80", "half a character": b"\xe2\x82"}


@dataclass(frozen=True)
class Cell:
    """One value for one parameter. `number` is what typed protocols carry (milliseconds of decimal seconds), None where
    the text is none. `verdict`: GOOD or the code of the refusal. `stored`: what is stored after a yes."""

    what: str
    text: bytes
    verdict: str
    stored: str = None
    number: int = None
    traits: frozenset = field(default_factory=frozenset)  # of what a protocol may be unable to carry, by name


def rows():
    """The table, from the program that was built from it."""
    done = subprocess.run([str(BIN / "table_rows")], capture_output=True, text=True, timeout=30, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def cells(row):
    """All for one row."""
    made = _MAKERS[row["kind"]](row)
    assert len({cell.what for cell in made}) == len(made), f"{row['name']}: two cells have one name"
    return made


def good(what, text, stored=None, **more):
    text = text if isinstance(text, bytes) else text.encode()
    return Cell(what, text, GOOD, text.decode() if stored is None else stored, **more)


def bad(verdict, what, text, **more):
    text = text if isinstance(text, bytes) else text.encode()
    return Cell(what, text, verdict, **more)


def traits(*names):
    return frozenset(names)


# Numbers

def _no_numbers(row):
    """Texts that are none, whatever the range."""
    yield bad(TYPE, "empty", "")
    for text in ("x", "1x", "0x10", "1e3", "--1", "-", "1,5", "٣"):
        yield bad(TYPE, f"no number: {text}", text)
    yield bad(TYPE, "a plus sign", "+1", traits=traits("plus"))
    yield bad(TYPE, "a blank before", " 1", traits=traits("blank at an end"))
    yield bad(TYPE, "a blank after", "1 ", traits=traits("blank at an end"))
    yield bad(TYPE, "a control character", b"1\x01", traits=traits("control"))
    yield bad(TYPE, "bad UTF-8", b"1\xff", traits=traits("bad UTF-8"))
    for word, trait in RESERVED.items():
        yield bad(TYPE, f"reserved: {word.decode()}", word, traits=traits(trait))


def _edges(row):
    least, most = row["minimum"], row["maximum"]
    found = {least - 1, least, least + 1, most - 1, most, most + 1, -1, 0, -2**31, 2**31 - 1, 2**31, 2**32 - 1, 2**32,
             2**63 - 1, 2**63, 10**30, -2**63, -2**63 - 1}
    if "besides" in row:
        found |= {row["besides"] - 1, row["besides"], row["besides"] + 1}
    return sorted(found)


def _permitted(row, number):
    return row["minimum"] <= number <= row["maximum"] or number == row.get("besides")


def _integers(row):
    made = [*_no_numbers(row), bad(TYPE, "decimals", "1.5")]
    for number in _edges(row):
        if _permitted(row, number):
            made.append(good(f"number {number}", str(number), number=number))
        else:
            made.append(bad(VALUE, f"number {number}", str(number), number=number))
    most = row["maximum"]
    made.append(good("leading zeros", f"000{most}", str(most), number=most, traits=traits("leading zeros")))
    return made


def _seconds_text(milliseconds):
    sign, rest = ("-", -milliseconds) if milliseconds < 0 else ("", milliseconds)
    whole, part = divmod(rest, 1000)
    return sign + (f"{whole}.{part:03}".rstrip("0") if part else str(whole))


def _seconds(row):
    made = [*_no_numbers(row), bad(TYPE, "four decimals", f"{row['maximum'] // 1000 - 1}.0001"),
            bad(TYPE, "no digits before the point", ".5"), bad(TYPE, "no digits after the point", "3."),
            bad(TYPE, "two points", "3.0.1")]
    least, most = row["minimum"], row["maximum"]
    for number in sorted({least - 1, least, least + 1, most - 1, most, most + 1, 0, 2**31 * 1000, 2**32 * 1000}):
        text = _seconds_text(number)
        verdict = good if least <= number <= most else None
        if verdict:
            made.append(good(f"{number} ms", text, number=number))
        else:
            made.append(bad(VALUE, f"{number} ms", text, number=number))
    made.append(bad(VALUE, "negative", "-1", number=-1000))
    made.append(good("needless decimals", f"{most // 1000}.000", _seconds_text(most // 1000 * 1000),
                     number=most // 1000 * 1000, traits=traits("leading zeros")))
    return made


def _booleans(row):
    made = [*_no_numbers(row), good("no", "0", number=0), good("yes", "1", number=1)]
    for number in (-1, 2, 10, 2**31 - 1):
        made.append(bad(VALUE, f"number {number}", str(number), number=number))
    made.append(bad(VALUE, "two digits", "01", traits=traits("two digits")))
    for word in ("TRUE", "yes", "on"):
        made.append(bad(TYPE, f"word {word}", word))
    for word in ("true", "false"):
        made.append(bad(TYPE, f"word {word}", word, traits=traits("boolean word")))
    return made


def _enumerations(row):
    numbers = [number for number, _ in row["labels"]]
    made = [*_no_numbers(row), bad(TYPE, "decimals", "1.5")]
    made += [good(f"label {number}", str(number), number=number) for number in numbers]
    others = {min(numbers) - 1, max(numbers) + 1, 2**31 - 1, *range(min(numbers), max(numbers))} - set(numbers)
    made += [bad(VALUE, f"number {number}", str(number), number=number) for number in sorted(others)]
    made += [bad(TYPE, f"word {word}", word, traits=traits("label")) for _, word in row["labels"]]
    return made


# Texts

def _what_no_text_may_be():
    for name, (octets, trait) in CONTROLS.items():
        yield bad(VALUE, f"control character {name}", b"a" + octets + b"b", traits=traits(trait))
    for name, octets in BAD_UTF8.items():
        yield bad(VALUE, f"bad UTF-8: {name}", b"a" + octets, traits=traits("bad UTF-8"))
    yield bad(VALUE, "a blank before", " a", traits=traits("blank at an end"))
    yield bad(VALUE, "a blank after", "a ", traits=traits("blank at an end"))
    yield bad(VALUE, "a blank alone", " ", traits=traits("blank at an end"))
    for word, trait in RESERVED.items():
        yield bad(VALUE, f"reserved: {word.decode()}", word, traits=traits(trait))


def _texts(row):
    least, most = row["minimum"], row["maximum"]
    made = [*_what_no_text_may_be(),
            bad(LENGTH, "too long by one", "x" * (most + 1)), bad(LENGTH, "too long by one, two octets each", "ä" * (most + 1)),
            bad(LENGTH, "too long by one, four octets each", "📞" * (most + 1)),
            bad(LENGTH, "far too long", "x" * (5 * most + 1)),
            good("longest", "x" * most), good("longest, two octets each", "ä" * most),
            good("longest, four octets each", "📞" * most), good("one below the longest", "x" * (most - 1))]
    if least:
        made += [good("shortest", "x" * least), bad(LENGTH, "too short by one", "x" * (least - 1))]
    else:
        made += [good("empty", ""), good("one character", "x")]
    for text in ("a b", "a = b", "= b", "#a", "a;b", "a\\b", '"a"', "<a> & ]]>", "%null%", "%NULL%x", "*******", "$a `b`",
                 "\u0085a", "\ufeffa"):
        made.append(good(f"text {text.encode('unicode_escape').decode()}", text))
    return made


def _hosts(row):
    label, name = "a" * 63, ".".join(["a" * 63] * 3 + ["a" * 61])
    assert len(name) == 253
    made = [*_what_no_text_may_be(), good("empty", ""), good("a letter", "a"), good("longest label", label + ".example"),
            good("longest name", name), bad(VALUE, "a name too long by one", "a" + name),
            bad(VALUE, "a label too long by one", "a" + label + ".example"),
            bad(LENGTH, "too long by one", "a" * (row["maximum"] + 1)), bad(LENGTH, "far too long", "a." * 1000),
            good("upper case", "SIP.Example.COM", "sip.example.com")]
    for text in ("192.0.2.1", "2001:db8::1", "::", "::ffff:192.0.2.1", "sip.example.com", "sip.example.com.",
                 "_sip._udp.example.com", "3com.example"):
        made.append(good(f"host {text}", text))
    for text in ("256.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "[::1]", "::1%eth0", ":::", "1::2::3", "a..b", ".a", "-a", "a-",
                 "a b", "a!b", "münchen.example", "sip:a", "a:5060"):
        made.append(bad(VALUE, f"no host: {text}", text))
    return made


def _networks_of(length):
    """A list of networks with so many characters."""
    sizes = ["10.0.0.0/8", "100.0.0.0/8", "100.10.0.0/8", "100.100.0.0/8", "100.100.10.0/8", "100.100.100.0/8",
             "100.100.100.10/8", "100.100.100.100/8"]
    count, rest = divmod(length + 1, len(sizes[0]) + 1)
    longer = min(rest, len(sizes) - 1)
    text = " ".join([sizes[longer], sizes[rest - longer], *[sizes[0]] * (count - 2)])
    assert len(text) == length
    return text


def _networks(row):
    most = row["maximum"]
    made = [*_what_no_text_may_be(), good("empty", ""), good("longest", _networks_of(most)),
            bad(LENGTH, "too long by one", _networks_of(most + 1)), bad(LENGTH, "far too long", _networks_of(5 * most))]
    for text in ("127.0.0.1", "127.0.0.0/8", "0.0.0.0/0", "127.0.0.1/32", "2001:db8::/32", "::/0", "::1/128",
                 "127.0.0.0/8 10.0.0.0/8 2001:db8::/32"):
        made.append(good(f"networks {text}", text))
    for text in ("10.0.0.0/33", "::/129", "10.0.0.0/08", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8  10.1.1.1",
                 "10.0.0.0/8,10.1.1.1", "10.0.0", "a.example", "10.0.0.0/8 x"):
        made.append(bad(VALUE, f"no networks: {text}", text))
    return made


def _times(_):
    made = [bad(TYPE, "empty", ""), bad(TYPE, "a control character", b"2026-01-02T03:04:05Z\x01", traits=traits("control")),
            bad(TYPE, "bad UTF-8", b"2026-01-02T03:04:05Z\xff", traits=traits("bad UTF-8")),
            bad(TYPE, "a blank after", "2026-01-02T03:04:05Z ", traits=traits("blank at an end"))]
    for text in ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05+02:00", "2024-02-29T23:59:59Z", "0001-01-01T00:00:00Z"):
        made.append(good(f"time {text}", text))
    for text in ("yesterday", "2026-01-02", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-02T24:00:01Z",
                 "2026-01-02T03:60:00Z", "0000-01-01T00:00:00Z", "2026-01-02 03:04:05Z", "1767323045"):
        made.append(bad(TYPE, f"no time: {text}", text))
    made += [bad(TYPE, f"reserved: {word.decode()}", word, traits=traits(trait)) for word, trait in RESERVED.items()]
    return made


_MAKERS = {"text": _texts, "host": _hosts, "networks": _networks, "boolean": _booleans, "enumeration": _enumerations,
           "unsigned": _integers, "integer": _integers, "seconds": _seconds, "time": _times}
