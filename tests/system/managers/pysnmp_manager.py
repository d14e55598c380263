"""What an SNMP manager made with pysnmp does: reads the questions as JSON from standard input, prints the answers."""

import json
import sys

from pysnmp import hlapi
from pysnmp.proto import rfc1902

AUTH = {"SHA-256": hlapi.usmHMAC192SHA256AuthProtocol, "SHA-512": hlapi.usmHMAC384SHA512AuthProtocol,
        "MD5": hlapi.usmHMACMD5AuthProtocol, "SHA": hlapi.usmHMACSHAAuthProtocol}
# The key of 32 octets is made as Net-SNMP makes it (draft-blumenthal-aes-usm-04).
PRIV = {"AES": hlapi.usmAesCfb128Protocol, "AES-256": hlapi.usmAesBlumenthalCfb256Protocol, "DES": hlapi.usmDESPrivProtocol}
VALUES = {"INTEGER": rfc1902.Integer32, "Gauge32": rfc1902.Unsigned32}
NAMES = {"Integer": "INTEGER", "Integer32": "INTEGER", "Unsigned32": "Gauge32", "OctetString": "OCTETS"}
REPETITIONS = 25


def access_of(asked):
    if asked["version"] == 2:
        return hlapi.CommunityData(asked["community"], mpModel=1)
    return hlapi.UsmUserData(asked["user"], asked["passphrase"], asked["passphrase"], authProtocol=AUTH[asked["auth"]],
                             privProtocol=PRIV[asked["priv"]])


class Pysnmp:
    def __init__(self, asked):
        target = hlapi.UdpTransportTarget((asked["host"], asked["port"]), timeout=asked["timeout"], retries=0)
        self._surroundings = (hlapi.SnmpEngine(), access_of(asked), target, hlapi.ContextData())

    def walk(self, below):
        place = hlapi.ObjectType(hlapi.ObjectIdentity(below))
        found = []
        for answer in hlapi.bulkCmd(*self._surroundings, 0, REPETITIONS, place, lexicographicMode=False, lookupMib=False):
            trouble, status, _, varbinds = answer
            if trouble or status:
                raise RuntimeError(str(trouble or status))
            found += [self._shown(name, value) for name, value in varbinds]
        return found

    def set(self, varbinds):
        objects = [hlapi.ObjectType(hlapi.ObjectIdentity(oid), self._value(kind, value)) for oid, kind, value in varbinds]
        trouble, status, index, _ = next(hlapi.setCmd(*self._surroundings, *objects, lookupMib=False))
        if trouble:
            return [str(trouble), 0]
        return [status.prettyPrint() if status else "noError", int(index)]

    @staticmethod
    def _value(kind, value):
        return rfc1902.OctetString(hexValue=value) if kind == "OCTETS" else VALUES[kind](value)

    @staticmethod
    def _shown(name, value):
        kind = type(value).__name__
        kind = NAMES.get(kind, kind)
        return [str(name), kind, bytes(value).hex() if kind == "OCTETS" else int(value)]


def main():
    asked = json.load(sys.stdin)
    manager = Pysnmp(asked)
    json.dump([getattr(manager, verb)(argument) for verb, argument in asked["questions"]], sys.stdout)


main()
