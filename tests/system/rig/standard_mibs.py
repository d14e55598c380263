"""The standard modules of RFC 4780 and 2788, from Debian's python3-pysnmp4-mibs: what an agent returns is held against them."""

import importlib.util

import pytest

MODULES = ("NETWORK-SERVICES-MIB", "SIP-TC-MIB", "SIP-COMMON-MIB", "SIP-UA-MIB")
ROOTS = {"NETWORK-SERVICES-MIB": (1, 3, 6, 1, 2, 1, 27), "SIP-COMMON-MIB": (1, 3, 6, 1, 2, 1, 149),
         "SIP-UA-MIB": (1, 3, 6, 1, 2, 1, 150)}


def need_modules():
    for package in ("pysnmp", "pysnmp_mibs"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"Debian's package of the Python module {package} is not installed (scripts/setup)")


def load():
    """pysnmp's builder, with the modules."""
    from pysnmp.proto.rfc1902 import Bits
    from pysnmp.smi.builder import MibBuilder

    # The modules name the bits of BITS in a way that this version of pysnmp has no more.
    plain = Bits.subtype

    def subtype(self, *arguments, namedValues=None, **more):
        if namedValues is None:
            return plain(self, *arguments, **more)
        return type(self).withNamedBits(**dict(namedValues.items()))()

    Bits.subtype = subtype
    try:
        builder = MibBuilder()
        builder.loadModules(*MODULES)
    finally:
        Bits.subtype = plain
    return builder


def members(builder, module, group):
    """Names of the objects of an OBJECT-GROUP."""
    return {name for _, name in builder.mibSymbols[module][group].getObjects()}


# Stubs: what smilint needs of modules that may not be copied here.

HEAD = """{module} DEFINITIONS ::= BEGIN
IMPORTS MODULE-IDENTITY, OBJECT-TYPE, Counter32, Gauge32, Integer32, Unsigned32, TimeTicks, mib-2 FROM SNMPv2-SMI
        TEXTUAL-CONVENTION, RowStatus FROM SNMPv2-TC
        OBJECT-GROUP FROM SNMPv2-CONF;
{identity} MODULE-IDENTITY LAST-UPDATED "200704200000Z" ORGANIZATION "a stub" CONTACT-INFO "none" DESCRIPTION "A stub."
    REVISION "200704200000Z" DESCRIPTION "A stub." ::= {{ mib-2 {arc} }}
"""
ACCESS = {"readonly": "read-only", "readwrite": "read-write", "readcreate": "read-create", "noaccess": "not-accessible",
          "notifyonly": "accessible-for-notify"}


def write_stubs(folder):
    """A file for each module, with its columns and groups."""
    builder = load()
    for module, root in ROOTS.items():
        (folder / f"{module}.mib").write_text(stub(module, root, builder.mibSymbols[module]))


def stub(module, root, symbols):
    kinds = {"MibTable": table, "MibTableRow": row, "MibTableColumn": column, "MibScalar": column, "ObjectGroup": group}
    text = HEAD.format(module=module, identity=f"stub{root[-1]}", arc=root[-1])
    first_columns = {node.getName()[:-1]: name for name, node in reversed(symbols.items())
                     if type(node).__name__ == "MibTableColumn"}
    for name, node in symbols.items():
        write = kinds.get(type(node).__name__)
        if write:
            text += write(name, node, first_columns) + place(node)
    return text + "END\n"


def place(node):
    return f" ::= {{ mib-2 {' '.join(map(str, node.getName()[6:]))} }}\n"


def object_type(name, syntax, access, more=""):
    return f"{name} OBJECT-TYPE SYNTAX {syntax} MAX-ACCESS {access} STATUS current DESCRIPTION \"A stub.\" {more}"


def capital(name):
    return name[0].upper() + name[1:]


def table(name, node, first_columns):
    return object_type(name, f"SEQUENCE OF {capital(name).removesuffix('Table')}Entry", "not-accessible")


def row(name, node, first_columns):
    first = first_columns[node.getName()]
    sequence = f"{capital(name)} ::= SEQUENCE {{ {first} OCTET STRING }}\n"
    return sequence + object_type(name, capital(name), "not-accessible", f"INDEX {{ {first} }}")


def column(name, node, first_columns):
    return object_type(name, smi_syntax(node.getSyntax()), ACCESS[node.getMaxAccess()])


def group(name, node, first_columns):
    objects = ", ".join(sorted(name for _, name in node.getObjects()))
    return f"{name} OBJECT-GROUP OBJECTS {{ {objects} }} STATUS current DESCRIPTION \"A stub.\""


def smi_syntax(syntax):
    names = [kind.__name__ for kind in type(syntax).__mro__]
    if "RowStatus" in names:
        return "RowStatus"
    if "Bits" in names:
        return "BITS { stub(0) }"
    return next((name for name in ("Counter32", "Gauge32", "Unsigned32", "TimeTicks") if name in names),
                "Integer32" if "Integer" in names else "OCTET STRING")
