"""The disk fills up while the phone is at work: it stays registered, everybody who wants a change hears no, and when there is room again all goes
on without a new start."""

from pathlib import Path

import pytest

from rig.management import first_contact, session_now, wait_for_result
from rig.small_disk import fill, inside, with_a_small_disk
from rig.tree import LABEL
from rig.waiting import until
from scripted_acs.soap import set_values

SHORTEST_LEASE = 30
GUARD = 10
LINES = 200  # of the log, while nothing can be written: a storm has thousands
NAME = "account.1.label"


@pytest.fixture
def filled(make_phone, registrar_a, acs):
    """Registered, known to the ACS; its disk has room still."""
    phone = make_phone(settings={"log.level": "info"})
    phone.start_core()
    phone.start_agent(with_a_small_disk(phone))
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the SIP core")
    phone.change(phone.account_values(1, registrar_a.target, sip_server__1__expires=SHORTEST_LEASE) | {NAME: "before"})
    phone.change({NAME: "after"})
    phone.wait_until_registered()
    phone.state = Path(inside(phone))
    first_contact(phone, acs)
    return phone


def assert_store_failed(result):
    assert result.code == 1
    assert {one["code"] for one in result.json["problems"]} == {"storeFailed"}, result.out


def lines(phone):
    return phone.agent.output().count("\n")


def test_the_phone_goes_on_and_every_change_is_refused(filled, registrar_a, acs):
    phone = filled
    before, renewals, logged = phone.get("*"), registrar_a.seen(), lines(phone)
    filler = fill(phone.state)
    file = phone.folder / "full.cfg"
    file.write_text(f"#!version:1.0.0.1\n{NAME} = imported\n")
    assert_store_failed(phone.set({NAME: "set"}))
    assert_store_failed(phone.ctl("-f", "json", "import", file))
    assert_store_failed(phone.ctl("-f", "json", "rollback"))
    session = session_now(phone, acs)
    assert session.fault_of(set_values([(LABEL, "string", "from afar")])).code == 9002
    session.end()
    until(lambda: registrar_a.seen() > renewals, "the lease to be renewed", 90)
    assert phone.account()["state"] == "registered" and phone.get("*") == before
    assert lines(phone) - logged < LINES
    Path(filler).unlink()
    phone.change({NAME: "room again"})
    session = session_now(phone, acs)
    assert session.set([(LABEL, "string", "from afar")]) == 0
    session.end()
    wait_for_result(phone, "ok")
    assert phone.get(NAME) == {NAME: "from afar"}


def test_a_guard_that_finds_no_room_takes_the_change_back_later(filled):
    phone = filled
    phone.change({"account.1.sip_server.1.address": "127.0.0.3", "account.1.sip_server.1.port": 9}, "--guard", GUARD)
    logged, filler = lines(phone), fill(phone.state)
    until(lambda: "No space left on device" in phone.agent.output(), "the guard to try", 90)
    assert phone.history()[0]["asker"]["door"] != "guard"
    Path(filler).unlink()
    until(lambda: phone.history()[0]["asker"]["door"] == "guard", "the change to be taken back", 120)
    assert lines(phone) - logged < LINES
    phone.wait_until_registered()
