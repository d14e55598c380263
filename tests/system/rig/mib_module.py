"""LINEMAN-SIP-MIB as libsmi reads it, and what a phone has to show of it."""

import ast
import itertools
import os
import subprocess
from dataclasses import dataclass

from .paths import MIB_FOLDERS

MODULE = "LINEMAN-SIP-MIB"
OBJECTS = "1.3.6.1.4.1.32473.2.1.1"  # linemanSipObjects

# How a base type looks in a message.
WIRE_TYPES = {"Enumeration": "INTEGER", "Integer32": "INTEGER", "Unsigned32": "Gauge32", "OctetString": "OCTETS",
              "Unsigned64": "Counter64"}
STANDARD_TYPES = {"TruthValue": "Enumeration", "TestAndIncr": "Integer32", "DateAndTime": "OctetString",
                  "Gauge32": "Unsigned32", "Counter64": "Unsigned64"}

METHODS = 5  # rows of sipMethodTable for each server
SERVERS = 2


@dataclass(frozen=True)
class Object:
    """`index`: the columns that index its table, none for a scalar. `access`: as libsmi says it ("readonly",
    "readwrite", "noaccess", "notifyonly")."""

    name: str
    oid: str
    type: str
    access: str
    index: tuple

    @property
    def readable(self):
        return self.access in ("readonly", "readwrite")

    def instances(self, accounts):
        """The identifiers that a phone has to show; None where that depends on what it lives through."""
        levels = {"accountIndex": accounts, "sipServerIndex": SERVERS, "outboundProxyIndex": SERVERS, "sipMethodIndex": METHODS}
        if not self.index:
            return [f"{self.oid}.0"]
        if not all(column in levels for column in self.index):
            return None
        rows = itertools.product(*(range(1, levels[column] + 1) for column in self.index))
        return [".".join(map(str, (self.oid, *row))) for row in rows]


def arcs(oid):
    return tuple(map(int, oid.split(".")))


def read_objects():
    """[Object] of all scalars and columns, the index columns too, in the order of their identifiers."""
    done = subprocess.run(["smidump", "-f", "python", MODULE], capture_output=True, text=True, timeout=60, check=True,
                          env=os.environ | {"SMIPATH": ":".join(map(str, MIB_FOLDERS))})
    dumped = ast.literal_eval(done.stdout.partition("MIB = ")[2])
    rows = {one["oid"]: tuple(one["linkage"]) for one in dumped["nodes"].values() if one["nodetype"] == "row"}
    objects = [_object(name, node, dumped["typedefs"], rows) for name, node in dumped["nodes"].items()
               if node["nodetype"] in ("scalar", "column")]
    return sorted(objects, key=lambda one: arcs(one.oid))


def _object(name, node, own_types, rows):
    syntax = node["syntax"]["type"]
    base = syntax.get("basetype") or syntax["name"]
    base = own_types[base]["basetype"] if base in own_types else STANDARD_TYPES.get(base, base)
    return Object(name, node["oid"], WIRE_TYPES[base], node["access"], rows.get(node["oid"].rpartition(".")[0], ()))
