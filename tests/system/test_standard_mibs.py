"""The objects of RFC 4780 and 2788 as pysnmp reads them: each is one of its module, and its numbers are the phone's own."""

import time

import pytest

from rig.invariants import ALL_METHODS, METHODS, told
from rig.phone import COMMUNITY
from rig.plain_core import PlainCore
from rig.softphone import Softphone
from rig.standard_mibs import ROOTS, load, members, need_modules
from rig.waiting import until

GROUPS = {"NETWORK-SERVICES-MIB": ("applRFC2788Group",), "SIP-UA-MIB": ("sipUAConfigGroup",),
          "SIP-COMMON-MIB": ("sipCommonConfigGroup", "sipCommonInformationalGroup", "sipCommonConfigTimerGroup",
                             "sipCommonStatsGroup", "sipCommonStatsRetryGroup")}
NOT_THERE = {"sipCommonCfgServiceNotifEnable"}  # as LINEMAN-SIP-COMPLIANCE-MIB says
WITHOUT_ROWS = {"sipCommonOptionTag", "sipCommonOptionTagHeaderField"}  # the phone knows no extension of SIP
UP, DOWN = 2, 3  # sipCommonCfgServiceOperStatus
ACTIVE = 1  # RowStatus


class Reader:
    """pysnmp as a manager, with the modules."""

    def __init__(self, port):
        from pysnmp.hlapi import CommunityData, ContextData, SnmpEngine, UdpTransportTarget
        from pysnmp.smi.view import MibViewController

        self.builder = load()
        self._view = MibViewController(self.builder)
        self._access = (SnmpEngine(), CommunityData(COMMUNITY), UdpTransportTarget(("127.0.0.1", port), timeout=5, retries=1),
                        ContextData())

    def walk(self, root):
        """[(OID, value)]"""
        from pysnmp.hlapi import ObjectIdentity, ObjectType, nextCmd

        rows = []
        for failure, status, _, varbinds in nextCmd(*self._access, ObjectType(ObjectIdentity(root)), lookupMib=False,
                                                    lexicographicMode=False):
            assert not failure and not status, f"{failure} {status}"
            rows += [(tuple(oid), value) for oid, value in varbinds]
        return rows

    def get(self, oid):
        from pysnmp.hlapi import ObjectIdentity, ObjectType, getCmd

        failure, status, _, varbinds = next(getCmd(*self._access, ObjectType(ObjectIdentity(oid)), lookupMib=False))
        assert not failure and not status, f"{failure} {status}"
        return varbinds[0][1]

    def tables(self):
        """{object: {index after applIndex: value}} of all three modules, each instance held against its module."""
        found = {}
        for module, root in ROOTS.items():
            for oid, value in self.walk(root):
                name, index = self._judge(module, oid, value)
                found.setdefault(name, {})[index] = value
        return found

    def _judge(self, module, oid, value):
        from pysnmp.smi.rfc1902 import ObjectIdentity

        identity = ObjectIdentity(oid).resolveWithMib(self._view)
        of_module, name, indices = identity.getMibSymbol()
        node = identity.getMibNode()
        assert (of_module, type(node).__name__) == (module, "MibTableColumn"), f"{oid} is no object of {module}: {name}"
        assert node.getMaxAccess() in ("readonly", "readwrite", "readcreate"), f"{name} cannot be read"
        assert value.tagSet == node.getSyntax().tagSet, f"{name} has another type: {value!r}"
        node.getSyntax().clone(value)  # raises where that is out of range
        [row] = self.builder.importSymbols(module, name_of_row(self.builder, module, node))
        assert row.getInstIdFromIndices(*indices) == oid[len(node.getName()):], f"{name}: another index {indices}"
        application, *rest = (index.prettyPrint() for index in indices)
        assert application == "1"
        return name, tuple(rest)


def name_of_row(builder, module, column):
    return next(name for name, node in builder.mibSymbols[module].items()
                if type(node).__name__ == "MibTableRow" and node.getName() == column.getName()[:-1])


def numbers(column):
    return {index: int(value) for index, value in column.items()}


def by_method(column):
    return {method: int(value) for (method,), value in column.items()}


@pytest.fixture
def registered(phone, registrar_a):
    need_modules()
    phone.change(phone.account_values(1, registrar_a.target))
    phone.wait_until_registered()
    return phone


@pytest.fixture
def other(scratch, registrar_a):
    one = Softphone(scratch, "1002", (registrar_a,))
    yield one
    one.end()


def until_idle(phone):
    until(lambda: not phone.ask("calls")["calls"], "the calls to end")
    until(lambda: told(phone)[0]["counters"]["waiting"] == 0, "all transactions to end")


def talk(phone, other):
    """A call each way, and one to nobody."""
    phone.ask("call", 1, "1002")
    other.wait_for("CALL_ESTABLISHED")
    [call] = until(lambda: [one for one in phone.ask("calls")["calls"] if one["state"] == "established"], "the call")
    assert phone.ctl("hangup", call["call"]).code == 0
    other.wait_for("CALL_CLOSED")
    until_idle(phone)
    phone.ask("call", 1, "1009")
    until_idle(phone)


def test_every_object_is_one_of_its_module(registered, other):
    talk(registered, other)
    reader = Reader(registered.snmp_port)
    there = set(reader.tables())
    for module, groups in GROUPS.items():
        for group in groups:
            wanted = members(reader.builder, module, group) - NOT_THERE - WITHOUT_ROWS
            assert wanted <= there, f"{group} lacks {wanted - there}"
    assert not there & (NOT_THERE | WITHOUT_ROWS)
    config = ROOTS["SIP-COMMON-MIB"] + (1, 1)
    assert type(reader.get(config + (1, 1, 7, 1))).__name__ == "NoSuchObject"
    assert type(reader.get(config + (3, 1, 2, 1, 1))).__name__ == "NoSuchInstance"


def test_the_numbers_are_those_of_the_phone_and_of_kamailio(registered, registrar_a, other):
    talk(registered, other)
    tables = Reader(registered.snmp_port).tables()
    counters = registered.counters()["server 1"]
    sent = by_method(tables["sipCommonMethodStatsOutbounds"])
    again = by_method(tables["sipCommonStatsRetries"])
    received = by_method(tables["sipCommonMethodStatsInbounds"])
    assert set(sent) == set(again) == set(received) == set(ALL_METHODS)
    assert sent["REGISTER"] >= 2 and sent["INVITE"] == 4 and sent["BYE"] == 1, sent
    for method in METHODS:
        names = [method] if method != "other" else [name for name in ALL_METHODS if name not in (*METHODS, "ACK")]
        assert sum(sent[name] for name in names) == counters[f"requestsOut.{method}"]
        assert sum(again[name] for name in names) == counters[f"retransmissions.{method}"]
        assert sum(received[name] for name in names) == counters[f"requestsIn.{method}"]
    for method in ("REGISTER", "INVITE", "BYE"):
        seen = [one for one in registrar_a.requests(method) if one.source == f"127.0.0.1:{registered.sip_port}"]
        assert sent[method] + again[method] == len(seen), method
    summary = {name: int(tables[f"sipCommonSummary{name}"][()]) for name in ("InRequests", "OutRequests", "InResponses",
                                                                          "OutResponses", "TotalTransactions")}
    assert summary["OutRequests"] == sum(sent.values()) + sum(again.values())
    assert summary["InRequests"] >= sum(received.values())
    codes = numbers(tables["sipCommonStatusCodeIns"])
    assert summary["InResponses"] == sum(codes.values())
    assert summary["OutResponses"] == sum(numbers(tables["sipCommonStatusCodeOuts"]).values())
    for method in ("REGISTER", "INVITE"):
        for kind in "123456":
            assert sum(count for (of, code), count in codes.items() if (of, code[0]) == (method, kind)) == counters[
                f"responses{kind}xx.{method}"], f"{kind}xx to {method}: {codes}"
    assert codes["INVITE", "407"] == 2 and codes["INVITE", "404"] == 1 and codes["BYE", "200"] == 1, codes
    assert set(numbers(tables["sipCommonStatusCodeRowStatus"]).values()) == {ACTIVE}
    # Every request but the ACK of a refusal is a transaction: two calls were refused for a password, one for good.
    assert summary["TotalTransactions"] == sum(sent.values()) - 3 + sum(received.values())
    assert int(tables["sipCommonTransCurrentactions"][()]) == 0


def test_it_says_what_the_phone_is(registered, registrar_a):
    tables = Reader(registered.snmp_port).tables()
    assert bytes(tables["sipCommonCfgProtocolVersion"][()]) == b"SIP/2.0"
    assert int(tables["sipCommonCfgServiceOperStatus"][()]) == UP
    assert bytes(tables["sipCommonCfgEntityType"][()]) == b"\x40"
    assert {port: bytes(bits) for (port,), bits in tables["sipCommonPortTransportRcv"].items()} == {
        str(registered.sip_port): b"\x60"}  # udp and tcp
    assert {bytes(name).decode() for name in tables["sipCommonMethodSupportedName"].values()} == {
        "INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "NOTIFY"}
    timers = {name: int(tables[f"sipCommonCfgTimer{name}"][()]) for name in ("T1", "T2", "T4", "A", "B")}
    assert timers == {"T1": 500, "T2": 4000, "T4": 5000, "A": 500, "B": 32000}
    assert [bytes(address) for address in tables["sipUACfgServerAddress"].values()] == [bytes((127, 0, 0, 1))]
    assert int(tables["applOutboundAssociations"][()]) == 1
    assert int(tables["applAccumulatedOutboundAssociations"][()]) == 1
    registered.change({"account.1.sip_server.2.address": "backup.example.com", "sip.timer_t1": 0.75})
    tables = Reader(registered.snmp_port).tables()
    assert [bytes(address) for address in tables["sipUACfgServerAddress"].values()][1] == b"backup.example.com"
    assert int(tables["sipCommonCfgTimerB"][()]) == 48000


def test_a_restart_of_the_core_is_a_discontinuity(registered):
    reader = Reader(registered.snmp_port)
    before = reader.tables()
    registered.core.end()
    until(lambda: not registered.status()["sipcore"]["connected"], "the agent to miss the core")
    away = reader.tables()
    assert int(away["sipCommonCfgServiceOperStatus"][()]) == DOWN
    assert int(away["sipCommonCfgServiceLastChange"][()]) >= int(before["sipCommonCfgServiceLastChange"][()])
    assert away["sipCommonSummaryOutRequests"] == before["sipCommonSummaryOutRequests"], "what was known stays"
    # A start is told in whole seconds.
    began = int(time.time())
    until(lambda: int(time.time()) > began, "another second")
    registered.start_core()
    until(lambda: registered.status()["sipcore"]["connected"], "the agent to find the core")
    registered.wait_until_registered()
    after = reader.tables()
    assert int(after["sipCommonCfgServiceOperStatus"][()]) == UP
    for name in ("sipCommonSummaryDisconTime", "sipCommonOtherStatsDisconTime", "applUptime", "sipCommonCfgServiceStartTime"):
        assert int(after[name][()]) > int(before[name][()]), name
    up_time = int(reader.get((1, 3, 6, 1, 2, 1, 1, 3, 0)))
    assert int(after["sipCommonSummaryDisconTime"][()]) <= up_time


def test_a_core_that_counts_none_of_it_shows_zeros(make_phone):
    need_modules()
    phone = make_phone()
    PlainCore(phone.runtime / "sipcore")
    phone.start_agent()
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the core")
    phone.change({"network.snmp.enable": 1})
    tables = Reader(phone.snmp_port).tables()
    assert set(by_method(tables["sipCommonMethodStatsOutbounds"]).values()) == {0}
    assert int(tables["sipCommonSummaryInRequests"][()]) == 0
    assert "sipCommonStatusCodeIns" not in tables and "sipCommonPortTransportRcv" not in tables
