"""SNMPv2c messages by hand, to be spoiled afterwards."""

GET, GET_NEXT, SET, GET_BULK = 0xA0, 0xA1, 0xA3, 0xA5


def _length(size):
    if size < 0x80:
        return bytes([size])
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(octets)]) + octets


def _element(tag, content):
    return bytes([tag]) + _length(len(content)) + content


def _integer(number, tag=0x02):
    return _element(tag, number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True))


def _oid(text):
    arcs = [int(arc) for arc in text.split(".")]
    octets = bytes([arcs[0] * 40 + arcs[1]])
    for arc in arcs[2:]:
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(0x80 | arc & 0x7F)
        octets += bytes(reversed(groups))
    return _element(0x06, octets)


def message(kind, community, varbinds, request=1, first=0, second=0):
    """`varbinds`: (object identifier, encoded value); None is NULL."""
    bindings = b"".join(_element(0x30, _oid(name) + (value or _element(0x05, b""))) for name, value in varbinds)
    pdu = _element(kind, _integer(request) + _integer(first) + _integer(second) + _element(0x30, bindings))
    return _element(0x30, _integer(1) + _element(0x04, community.encode()) + pdu)


def unsigned(number):
    return _integer(number, 0x42)


def text(value):
    return octets(value.encode())


def octets(value):
    return _element(0x04, value)


def number(value):
    return _integer(value)


ERRORS = {0: "noError", 1: "tooBig", 5: "genErr", 6: "noAccess", 7: "wrongType", 8: "wrongLength", 10: "wrongValue",
          11: "noCreation", 12: "inconsistentValue", 13: "resourceUnavailable", 14: "commitFailed", 17: "notWritable"}


TYPES = {0x02: "INTEGER", 0x04: "OCTETS", 0x05: "NULL", 0x06: "OBJECT IDENTIFIER", 0x41: "Counter32", 0x42: "Gauge32",
         0x43: "TimeTicks", 0x46: "Counter64", 0x80: "noSuchObject", 0x81: "noSuchInstance", 0x82: "endOfMibView"}
NUMBERS = ("INTEGER", "Counter32", "Gauge32", "TimeTicks", "Counter64")


def request_of(response):
    """Its request-id."""
    return int.from_bytes(_fields(response)[0], "big", signed=True)


def outcome(response):
    """(error, index) of a response."""
    _, status, index, _ = _fields(response)
    status = int.from_bytes(status, "big")
    return ERRORS.get(status, str(status)), int.from_bytes(index, "big")


def values(response):
    """The values of a response's varbinds: numbers, and the octets of all else."""
    return [value for _, _, value in varbinds(response)]


def varbinds(response):
    """[(object identifier, type, value)]: numbers, and the octets of all else."""
    _, _, _, bindings = _fields(response)
    found = []
    while bindings:
        _, binding, bindings = _take(bindings)
        _, name, value = _take(binding)
        tag, content, _ = _take(value)
        kind = TYPES[tag]
        found.append((_dotted(name), kind, int.from_bytes(content, "big", signed=True) if kind in NUMBERS else content))
    return found


def _fields(response):
    """The contents of request-id, error-status, error-index and the list of varbinds."""
    _, content, _ = _take(response)
    for _ in range(2):
        _, _, content = _take(content)
    _, pdu, _ = _take(content)
    fields = []
    while len(fields) < 4:
        _, field, pdu = _take(pdu)
        fields.append(field)
    return fields


def _dotted(octets):
    arcs = [octets[0] // 40, octets[0] % 40]
    arc = 0
    for octet in octets[1:]:
        arc = arc << 7 | octet & 0x7F
        if not octet & 0x80:
            arcs.append(arc)
            arc = 0
    return ".".join(map(str, arcs))


def _take(octets):
    """The first element: its tag, its content, and what follows."""
    size, at = octets[1], 2
    if size & 0x80:
        at += size & 0x7F
        size = int.from_bytes(octets[2:at], "big")
    return octets[0], octets[at:at + size], octets[at + size:]
