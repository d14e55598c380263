"""Messages as a bad network or a bad mind makes them of good ones."""


def spoil(octets, random_source):
    """A truncated, mutated or prolonged copy."""
    changed = bytearray(octets)
    for _ in range(random_source.randint(1, 6)):
        if not changed:
            break
        at = random_source.randrange(len(changed))
        match random_source.randrange(4):
            case 0:
                changed[at] = random_source.randrange(256)
            case 1:
                del changed[at:]
            case 2:
                changed[at:at] = random_source.randbytes(random_source.randint(1, 8))
            case 3:
                changed[at] ^= 1 << random_source.randrange(8)
    return bytes(changed)
