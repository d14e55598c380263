"""The Zabbix template, by Zabbix: it takes the template in, gives all of it back, and reads a phone with it."""

import pytest
import yaml

from rig.paths import SOURCE
from rig.phone import READER
from rig.waiting import until
from rig.zabbix import Zabbix, need_zabbix

TEMPLATE = (SOURCE / "contrib" / "zabbix" / "lineman.yaml").read_text(encoding="utf-8")
NAME = "Lineman SIP phone by SNMP"
AUTH_SHA256, PRIV_AES128, AUTH_PRIV, VERSION_3, SNMP = 3, 1, 2, 3, 2  # in the numbers of the API


@pytest.fixture
def zabbix(scratch):
    need_zabbix()
    server = Zabbix(scratch)
    try:
        server.start()
        yield server
    finally:
        server.end()


def written():
    return yaml.safe_load(TEMPLATE)["zabbix_export"]


def exported(zabbix):
    [found] = zabbix.call("template.get", filter={"host": NAME}, output=["templateid"])
    text = zabbix.call("configuration.export", format="yaml", options={"templates": [found["templateid"]]})
    return found["templateid"], yaml.safe_load(text)["zabbix_export"]


def by_uuid(entries):
    return {one["uuid"]: one for one in entries}


def assert_kept(ours, theirs, where):
    """Whatever we wrote is there: the same entries, and in each of them the same members."""
    assert by_uuid(ours).keys() == by_uuid(theirs).keys(), where
    for uuid, entry in by_uuid(ours).items():
        kept = by_uuid(theirs)[uuid]
        for member in ("key", "snmp_oid", "name", "valuemap", "preprocessing", "units", "value_type", "description", "mappings"):
            assert kept.get(member, entry.get(member)) == entry.get(member), f"{where}: {entry['name']}: {member}"


def triggers_in(tree, kind):
    """Zabbix puts a trigger of one item below that item, wherever it stood in what was imported."""
    found = list(tree.get(kind, []))
    for item in [*tree.get("items", []), *tree.get("item_prototypes", [])]:
        found += item.get(kind, [])
    return {one["uuid"]: one for one in found}


def test_the_template_is_imported_and_given_back(zabbix):
    assert zabbix.import_template(TEMPLATE) is True
    _, back = exported(zabbix)
    [ours], [theirs] = written()["templates"], back["templates"]
    for part in ("items", "discovery_rules", "valuemaps"):
        assert_kept(ours[part], theirs[part], part)
    rules = by_uuid(theirs["discovery_rules"])
    for rule in ours["discovery_rules"]:
        assert_kept(rule["item_prototypes"], rules[rule["uuid"]]["item_prototypes"], rule["name"])
        prototypes = triggers_in(rules[rule["uuid"]], "trigger_prototypes")
        assert {one["uuid"]: one["name"] for one in rule.get("trigger_prototypes", [])} == {
            uuid: one["name"] for uuid, one in prototypes.items()}
        for trigger in rule.get("trigger_prototypes", []):
            assert len(prototypes[trigger["uuid"]].get("dependencies", [])) == len(trigger.get("dependencies", []))
    assert {one["uuid"]: one["name"] for one in written()["triggers"]} == {
        uuid: one["name"] for uuid, one in (triggers_in(theirs, "triggers") | triggers_in(back, "triggers")).items()}
    # Once more: all of it is known by its UUIDs.
    assert zabbix.import_template(TEMPLATE) is True
    assert exported(zabbix)[1]["templates"] == back["templates"]


def host_of(zabbix, phone):
    zabbix.import_template(TEMPLATE)
    templateid, _ = exported(zabbix)
    [group] = zabbix.call("hostgroup.create", name="Phones")["groupids"]
    access = {"version": VERSION_3, "bulk": 1, "securityname": READER.name, "securitylevel": AUTH_PRIV,
              "authprotocol": AUTH_SHA256, "authpassphrase": READER.passphrase, "privprotocol": PRIV_AES128,
              "privpassphrase": READER.passphrase}
    [host] = zabbix.call("host.create", host="phone", groups=[{"groupid": group}], templates=[{"templateid": templateid}],
                         interfaces=[{"type": SNMP, "main": 1, "useip": 1, "ip": "127.0.0.1", "dns": "",
                                      "port": str(phone.snmp_port), "details": access}])["hostids"]
    return host


def item(zabbix, host, key):
    found = zabbix.call("item.get", hostids=[host], filter={"key_": key}, output=["itemid", "lastvalue", "lastclock", "state", "error"])
    return found[0] if found else None


def value_of(zabbix, host, key):
    """Once it was looked at; asked for at once and again, since Zabbix forgets a request for an item that its server does not know
    yet."""
    one = until(lambda: item(zabbix, host, key), f"{key} to be there", 90)

    def seen():
        now = item(zabbix, host, key)
        assert now["state"] == "0", now["error"]
        if now["lastclock"] != "0":
            return now["lastvalue"]
        zabbix.check_now(one["itemid"])
        return None
    return until(seen, f"a value of {key}", 90)


@pytest.fixture
def watched(zabbix, phone, registrar_a):
    """A phone with a registered account, and the host that it is in a Zabbix that polls it."""
    phone.change(phone.account_values(1, registrar_a.target, label="Büro"))
    phone.wait_until_registered()
    host = host_of(zabbix, phone)
    zabbix.start_server()
    value_of(zabbix, host, "lineman.configGeneration")  # the host is known to the server from then on
    for rule in zabbix.call("discoveryrule.get", hostids=[host], output=["itemid"]):
        zabbix.check_now(rule["itemid"])
    return host


def assert_values(zabbix, watched, phone, registrar_a):
    assert value_of(zabbix, watched, "lineman.configGeneration") == str(phone.generation())
    assert int(value_of(zabbix, watched, "lineman.coreStarted")) > 1_700_000_000  # a date, no longer octets
    assert value_of(zabbix, watched, "lineman.accountState[1]") == "5"
    assert value_of(zabbix, watched, "lineman.accountTarget[1]") == registrar_a.target
    assert value_of(zabbix, watched, "lineman.sipTargetState[1.1.1]") == "2"
    [named] = zabbix.call("item.get", hostids=[watched], filter={"key_": "lineman.accountState[1]"}, output=["name"])
    assert named["name"] == "Account 1 (Büro, 1001): accountState"
    assert item(zabbix, watched, "lineman.accountState[2]") is None  # disabled


def seen_by(zabbix, host, key, condition):
    """Whether the condition holds, after one more look at the item."""
    zabbix.check_now(item(zabbix, host, key)["itemid"])
    return condition()


def triggers_without_a_verdict(zabbix, host):
    """Those that Zabbix cannot evaluate. What a trigger of a young host lacks is values: its items are looked at once more."""
    broken = zabbix.call("trigger.get", hostids=[host], filter={"state": 1}, output=["description", "error"], selectItems=["itemid"])
    for itemid in {one["itemid"] for trigger in broken for one in trigger["items"]}:
        zabbix.check_now(itemid)
    return broken


def assert_a_problem_begins_and_ends(zabbix, watched, phone, registrar_a):
    key, problem = "lineman.accountState[1]", "Account 1 (Büro, 1001) is refused because of its user name or password"
    zabbix.call("usermacro.create", hostid=watched, macro="{$LINEMAN.AUTHENTICATIONFAILED.TIME}", value="3s")
    assert value_of(zabbix, watched, key) == "5"
    assert problem not in zabbix.problems(watched)
    phone.change({"account.1.password": "not this one"})
    phone.wait_for("the registrar to refuse", state="authFailed")
    until(lambda: seen_by(zabbix, watched, key, lambda: problem in zabbix.problems(watched)), "the problem", 120)
    phone.change(phone.account_values(1, registrar_a.target, label="Büro"))
    phone.wait_until_registered()
    until(lambda: seen_by(zabbix, watched, key, lambda: problem not in zabbix.problems(watched)), "its end", 120)
    until(lambda: not triggers_without_a_verdict(zabbix, watched), "each trigger to be understood", 120)


def assert_notifications_reach_their_items(zabbix, watched):
    """By name where the receiver has the MIB, by number where not."""
    reverted, lost = "LINEMAN-SIP-MIB::configurationReverted", ".1.3.6.1.4.1.32473.2.1.0.1"
    items = {one["name"]: one["itemid"] for one in zabbix.call("item.get", hostids=[watched], search={"key_": "snmptrap"},
                                                               output=["name"])}
    assert len(items) == 10
    zabbix.trap(reverted)
    zabbix.trap(lost)

    def filled():
        found = zabbix.call("item.get", itemids=list(items.values()), output=["name", "lastclock"])
        return {one["name"] for one in found if one["lastclock"] != "0"}
    until(lambda: len(filled()) >= 2, "both to arrive", 120)
    assert filled() == {"Notification: configurationReverted", "Notification: registrationLost"}
    told = "The guard took back a change after which accounts did not register again."
    until(lambda: told in zabbix.problems(watched), "the problem that nothing polled tells", 60)


def test_a_phone_is_watched(zabbix, watched, phone, registrar_a):
    """All in one, since the start of a Zabbix takes half a minute."""
    assert_values(zabbix, watched, phone, registrar_a)
    assert_a_problem_begins_and_ends(zabbix, watched, phone, registrar_a)
    assert_notifications_reach_their_items(zabbix, watched)
