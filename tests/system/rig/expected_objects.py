"""What a phone has to show of LINEMAN-SIP-MIB, from the module's text and from what linemanctl says of the values."""

import re

from .mib_module import arcs, read_objects

NUMBER = re.compile(r"\.(\d+)(?=\.)")


def as_mib(value, described):
    """A stored value as the MIB shows it."""
    if described["secret"]:
        return ""
    if described["kind"] == "boolean":
        return "1" if value == "1" else "2"
    if described["kind"] == "seconds":
        return str(round(float(value) * 1000))
    return value


def stored_objects(phone):
    """{object with instance: value as the MIB shows it} of every parameter that has an object."""
    found = {}
    rows = {}  # by name, without the numbers in it
    for name, value in phone.get("*").items():
        row = NUMBER.sub("", name)
        if row not in rows:
            rows[row] = phone.ask("describe", name)
        if rows[row]["object"] is not None:
            instance = ".".join(NUMBER.findall(name)) or "0"
            found[f"{rows[row]['object'].partition('.')[0]}.{instance}"] = as_mib(value, rows[row])
    return found


def expected_list(phone, accounts, walked):
    """[[object identifier, type, value]] in order. `walked`, somebody's reading, says how many rows there are where that
    depends on the phone's life, and the values of what is not stored."""
    seen = {oid: value for oid, _, value in walked}
    stored = stored_objects(phone)
    expected = []
    for one in read_objects():
        if not one.readable:
            continue
        for oid in one.instances(accounts) or instances_seen(one, seen):
            name = one.name + oid.removeprefix(one.oid)
            value = seen.get(oid) if name not in stored else stored[name]
            if one.type == "OCTETS":
                value = value.encode().hex() if name in stored else value
            expected.append([oid, one.type, value if one.type == "OCTETS" or value is None else int(value)])
    return sorted(expected, key=lambda one: arcs(one[0]))


def instances_seen(one, seen):
    """Those of any column of its table: each column has to have the same rows."""
    entry = one.oid.rpartition(".")[0]
    rows = {oid.removeprefix(entry + ".").partition(".")[2] for oid in seen if oid.startswith(entry + ".")}
    return [f"{one.oid}.{row}" for row in rows]
