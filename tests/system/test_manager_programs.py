"""Managers of several makes: each reads every table, sets several varbinds at once, and is told the right error at the right
place."""

import os
import subprocess
from dataclasses import replace

import pytest

from rig.expected_objects import expected_list
from rig.exporter import Exporter, as_metrics
from rig.manager_programs import Access, NoAnswer, ask
from rig.mib_module import OBJECTS, read_objects
from rig.phone import WRITING_COMMUNITY
from rig.plain_manager import PlainManager
from rig.waiting import until

ACCOUNTS = 2
COMMUNITY = Access(community="writer")
PASSPHRASE = "one phrase for two keys"
USERS = {f"{auth} {priv}": Access(version=3, user=f"{auth}-{priv}", auth=auth, priv=priv, passphrase=PASSPHRASE)
         for auth in ("SHA-256", "SHA-512") for priv in ("AES", "AES-256")}
EVERYBODY = [("Net-SNMP", COMMUNITY), ("pysnmp", COMMUNITY), ("npm net-snmp", COMMUNITY), ("perl Net::SNMP", COMMUNITY),
             *((make, user) for make in ("Net-SNMP", "pysnmp", "npm net-snmp") for user in USERS.values())]
each_of_them = pytest.mark.parametrize("make, access", EVERYBODY,
                                       ids=[f"{make}, {access.user or 'v2c'}" for make, access in EVERYBODY])

# What goes on by itself while it is read.
MOVING = ("accountSecondsRegistered", "accountSecondsDown")

OIDS = {one.name: one.oid for one in read_objects()}
FOUR = {
    "sipServerExpires.1.1": ("Gauge32", 120, "account.1.sip_server.1.expires", "120"),
    "accountLabel.2": ("OCTETS", "Büro".encode().hex(), "account.2.label", "Büro"),
    "sipTimerT2.0": ("Gauge32", 3500, "sip.timer_t2", "3.5"),
    "sipServerTransportType.2.1": ("INTEGER", 1, "account.2.sip_server.1.transport_type", "1"),
}
BAD = {
    "wrongType": ("sipServerPort.2.2", "OCTETS", b"5060".hex()),
    "wrongValue": ("sipServerExpires.2.2", "Gauge32", 29),
    "wrongLength": ("accountDisplayName.2", "OCTETS", b"x".hex() * 100),
    "notWritable": ("accountState.2", "INTEGER", 5),
    "noCreation": ("accountLabel.3", "OCTETS", b"third".hex()),
    "inconsistentValue": ("sipServerAddress.1.2", "OCTETS", b"127.0.0.1".hex()),
}


def settings_of(phone, access, number):
    key = phone.secret_file(access.passphrase)
    return {f"snmp.user.{number}.{name}": value for name, value in {
        "name": access.user, "access": "write", "auth": access.auth, "auth_key_file": key, "priv": access.priv,
        "priv_key_file": key}.items()}


@pytest.fixture
def phone(make_phone, registrar_a):
    """One account registered, so that no table is empty, and a user of each kind."""
    phone = make_phone(accounts=ACCOUNTS, settings=WRITING_COMMUNITY)
    for number, access in enumerate(USERS.values(), 3):
        phone.configure(settings_of(phone, access, number))
    phone.start()
    phone.change({"network.snmp.enable": 1} | phone.account_values(1, registrar_a.target)
                 | {"account.2.label": "Empfang, Zürich", "account.2.sip_server.2.port": 5061})
    phone.wait_until_registered()
    until(lambda: all(one["open"] for one in phone.status()["doors"] if one["door"] == "snmp"), "the door to be open")
    return phone


@pytest.fixture
def plain(phone):
    manager = PlainManager(phone.snmp_port, COMMUNITY.community)
    yield manager
    manager.close()


def as_told(found):
    return [[oid, kind, value.hex() if isinstance(value, bytes) else value] for oid, kind, value in found]


def at_rest(found):
    """Without the values that move."""
    moving = tuple(OIDS[name] + "." for name in MOVING)
    return [[oid, kind, None if oid.startswith(moving) else value] for oid, kind, value in found]


def varbind(name, kind, value):
    name, dot, instance = name.partition(".")
    return [OIDS[name] + dot + instance, kind, value]


def good_ones():
    return [varbind(name, kind, value) for name, (kind, value, _, _) in FOUR.items()]


@each_of_them
def test_reads_every_table(phone, plain, make, access):
    expected = expected_list(phone, ACCOUNTS, as_told(plain.walk(OBJECTS)))
    [walked] = ask(make, phone.snmp_port, access, ("walk", OBJECTS))
    assert at_rest(walked) == at_rest(expected)


@each_of_them
def test_sets_several_at_once_or_none(phone, registrar_a, make, access):
    # Server 2 is then a copy of server 1 as soon as it has its address.
    phone.change({"account.1.sip_server.2.port": registrar_a.port})
    before = phone.get("*"), phone.generation()
    spoiled = [[*good_ones()[:2], varbind(*bad), good_ones()[3]] for bad in BAD.values()]
    answers = ask(make, phone.snmp_port, access, *(("set", one) for one in spoiled))
    assert answers == [[error, 3] for error in BAD]
    assert (phone.get("*"), phone.generation()) == before

    assert ask(make, phone.snmp_port, access, ("set", good_ones())) == [["noError", 0]]
    stored = {name: value for _, _, name, value in FOUR.values()}
    assert phone.get(*stored) == stored
    assert phone.generation() == before[1] + 1
    newest = phone.history()[0]
    assert sorted(newest["changed"]) == sorted(stored)
    assert newest["asker"] == {"door": "snmp", "who": f"{access.user or 'community'}@127.0.0.1"}


def test_each_tool_of_net_snmp_reads_the_same(phone, plain):
    """get, getnext, bulkget, walk and bulkwalk; the others of this file bulkwalk and set."""
    expected = expected_list(phone, ACCOUNTS, as_told(plain.walk(OBJECTS)))
    names = [oid for oid, _, _ in expected]
    parts = [names[first:first + 100] for first in range(0, len(names), 100)]
    got, followed, walked, bulk_walked = [], [], *ask("Net-SNMP", phone.snmp_port, COMMUNITY,
                                                      ("walk_one_by_one", OBJECTS), ("walk", OBJECTS))
    for part in parts:
        one, other = ask("Net-SNMP", phone.snmp_port, COMMUNITY, ("get", part), ("get_next", [OBJECTS, *part][:-1]))
        got += one
        followed += other
    [bulk] = ask("Net-SNMP", phone.snmp_port, COMMUNITY, ("get_bulk", names[99]))
    assert at_rest(walked) == at_rest(expected)
    assert at_rest(bulk_walked) == at_rest(expected)
    assert at_rest(got) == at_rest(expected)
    # The last one of each part follows the one before it; the first follows the objects' place or nobody asked for it.
    assert [oid for oid, _, _ in followed] == [oid for part in parts for oid in [names[0], *part[1:]]]
    assert at_rest(bulk) == at_rest(expected[100:125])


TABLES = {one.oid.rsplit(".", 2)[0]: one for one in read_objects() if one.index and one.readable}


def test_snmptable_shows_every_table(phone, plain, manager):
    for one in TABLES.values():
        table = one.oid.rsplit(".", 2)[0]
        if not plain.walk(table):
            assert one.instances(ACCOUNTS) is None
            continue
        columns = [other.name for other in read_objects() if other.readable and other.oid.startswith(table + ".")]
        done = manager.run("snmptable", "-Ob", "-Cf", "\t", "-Ci", f"udp:127.0.0.1:{phone.snmp_port}", table)
        assert done.returncode == 0, done.stderr
        _, _, head, *rows = done.stdout.split("\n")
        assert head.split("\t") == ["index", *columns]
        rows = [row.split("\t") for row in rows if row]
        assert rows and {len(row) for row in rows} == {len(columns) + 1}
        instances = one.instances(ACCOUNTS)
        assert instances is None or [f"{one.oid}.{row[0]}" for row in rows] == instances


def test_prometheus_scrapes_everything(phone, plain, scratch):
    accesses = {"v2c": COMMUNITY} | {name.replace(" ", "_"): user for name, user in USERS.items()}
    exporter = Exporter(scratch, accesses)
    try:
        expected = as_metrics(expected_list(phone, ACCOUNTS, as_told(plain.walk(OBJECTS))))
        for module in accesses:
            scraped = exporter.scrape(module, phone.snmp_port)
            moving = {key for key in expected if key[0] in MOVING}
            assert scraped.keys() == expected.keys(), module
            assert {key: scraped[key] for key in expected if key not in moving} == {
                key: expected[key] for key in expected if key not in moving}, module
    finally:
        exporter.end()


def test_perl_has_no_way_in_by_version_3(phone):
    """Net::SNMP 6.0.1 knows MD5 and SHA-1 and nothing else, which no user of the phone can have."""
    user = USERS["SHA-256 AES"]
    with pytest.raises(NoAnswer, match="it has no SHA-256"):
        ask("perl Net::SNMP", phone.snmp_port, user, ("walk", OBJECTS))
    for auth in ("SHA", "MD5"):
        with pytest.raises(NoAnswer, match="Digest|digest|uthentication"):
            ask("perl Net::SNMP", phone.snmp_port, replace(user, auth=auth), ("walk", OBJECTS), patience=2)


WEAKER = {
    "noAuthNoPriv": ["-l", "noAuthNoPriv"],
    "authNoPriv": ["-l", "authNoPriv", "-a", "SHA-256", "-A", PASSPHRASE],
    "MD5": ["-l", "authPriv", "-a", "MD5", "-A", PASSPHRASE, "-x", "AES", "-X", PASSPHRASE],
    "SHA-1": ["-l", "authPriv", "-a", "SHA", "-A", PASSPHRASE, "-x", "AES", "-X", PASSPHRASE],
    "DES": ["-l", "authPriv", "-a", "SHA-256", "-A", PASSPHRASE, "-x", "DES", "-X", PASSPHRASE],
    "another cipher": ["-l", "authPriv", "-a", "SHA-256", "-A", PASSPHRASE, "-x", "AES-256", "-X", PASSPHRASE],
    "another hash": ["-l", "authPriv", "-a", "SHA-512", "-A", PASSPHRASE, "-x", "AES", "-X", PASSPHRASE],
}


@pytest.mark.parametrize("what", WEAKER)
def test_nothing_weaker_than_the_user_is_answered(phone, what):
    label = f"{OIDS['accountLabel']}.2"
    environment = os.environ | {"SNMPCONFPATH": "/nonexistent", "SNMP_PERSISTENT_DIR": str(phone.folder), "MIBS": ""}
    for tool, more in (("snmpget", [label]), ("snmpset", [label, "s", "taken over"])):
        done = subprocess.run([tool, "-v3", "-u", USERS["SHA-256 AES"].user, *WEAKER[what], "-t", "1", "-r", "0",
                               f"127.0.0.1:{phone.snmp_port}", *more], capture_output=True, text=True, timeout=30,
                              check=False, env=environment)
        assert done.returncode != 0, done.stdout
        assert "Empfang" not in done.stdout
    assert phone.get("account.2.label") == {"account.2.label": "Empfang, Zürich"}


@pytest.mark.parametrize("name, value", [("auth", "MD5"), ("auth", "SHA"), ("auth", "SHA-1"), ("auth", ""), ("priv", "DES"),
                                         ("priv", "3DES"), ("priv", "")])
def test_a_weaker_user_cannot_be_made(make_phone, name, value):
    phone = make_phone(settings={f"snmp.user.1.{name}": value})
    done = subprocess.run([str(word) for word in [*phone.agent_arguments(), "--check"]], capture_output=True, text=True,
                          timeout=30, check=False)
    assert done.returncode == 1, done
    assert f"snmp.user.1.{name}" in done.stdout + done.stderr
