"""What the journal has of the daemons, and explains."""

import json

from installed import AGENT, CORE
from rig.waiting import until

READY = "ready"


def identifier_of(machine, subject):
    """In the installed catalogue."""
    catalogue = machine.say("sh", "-c", "cat /usr/lib/systemd/catalog/lineman.catalog || cat /usr/local/lib/systemd/catalog/lineman.catalog")
    return next(entry.split()[0] for entry in catalogue.split("-- ") if f"Subject: {subject}" in entry)


def entries(machine, *words):
    return [json.loads(line) for line in machine.journal("-o", "json", *words).splitlines()]


def test_an_event_is_found_by_its_identifier(machine, phone):
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the SIP core")
    found = entries(machine, f"MESSAGE_ID={identifier_of(machine, 'Ready')}")
    assert {(entry["_SYSTEMD_UNIT"], entry["MESSAGE"]) for entry in found} == {(AGENT, READY), (CORE, READY)}


def test_an_event_is_explained_with_what_it_carries(machine, phone):
    machine.say("journalctl", "--update-catalog")  # a package's installation does
    phone.change({"account.1.label": "explained"})
    text = machine.journal("-x", "-u", AGENT)
    assert f"Subject: The configuration changed ({phone.generation()})" in text
    assert "account.1.label" in text and "linemanctl rollback" in text and "Defined-By: Lineman" in text


def test_the_past_is_drawn_from_the_journal(machine, phone, registrar):
    """As the agent has it, and after the agent has forgotten it."""
    phone.change(phone.account_values(1, registrar.target))
    phone.wait_until_registered()
    phone.change({"account.1.enable": 0})
    phone.wait_for("the account to be off", state="disabled")
    machine.say("systemctl", "restart", AGENT)
    drawn = json.loads(machine.say("sh", "-c", "journalctl -o json -u 'lineman-*' | linemanctl -f json timeline --journal -"))
    [account] = drawn["accounts"]
    places = [one["place"] for one in account["intervals"]]
    assert drawn["source"] == "the journal" and account["account"] == 1
    assert places[-1] == "off" and "primary" in places
    [target] = {one["target"] for one in account["intervals"] if one["place"] == "primary"}
    assert target == registrar.target
