"""Looking back and going back: which generations there are, what differs between them, and one of them made current again."""

import pytest

from rig.plain_core import PlainCore
from rig.waiting import until

LABEL = "account.1.label"
EXPIRES = "account.1.sip_server.1.expires"
PASSWORD = "account.1.password"


@pytest.fixture
def changed(phone):
    """A phone with three labels in its history."""
    for label in ("first", "second", "third"):
        phone.change({LABEL: label, EXPIRES: 1000 + len(label)})
    return phone


def everything(phone):
    return phone.get("*"), phone.history()


def test_back_to_the_one_before(changed):
    generation = changed.generation()
    reply = changed.ask("rollback")
    assert reply["generation"] == generation + 1
    assert sorted(reply["changed"]) == sorted([LABEL, EXPIRES])
    assert changed.get(LABEL) == {LABEL: "second"}
    newest = changed.history()[0]
    assert newest["asker"]["door"] == "rollback" and newest["asker"]["who"]
    # And forth again: it is an ordinary change.
    changed.ask("rollback")
    assert changed.get(LABEL) == {LABEL: "third"}


def test_back_to_a_named_one(changed):
    generation = changed.generation()
    before = changed.get("*")
    assert changed.ask("rollback", generation - 2)["generation"] == generation + 1
    assert changed.get(LABEL) == {LABEL: "first"}
    # To where one is: nothing to do, and no generation.
    assert changed.ask("rollback", generation + 1)["changed"] == []
    assert changed.generation() == generation + 1
    changed.ask("rollback", generation)
    assert changed.get("*") == before


def test_what_would_change(changed):
    before = everything(changed)
    reply = changed.ask("rollback", "--dry-run")
    assert {one["name"]: (one["from"], one["to"]) for one in reply["differences"]} == {
        LABEL: ("third", "second"), EXPIRES: ("1005", "1006")}
    assert everything(changed) == before


@pytest.mark.parametrize("number", ["0", "999999", "18446744073709551615", "x", "-1"])
def test_one_that_is_not_kept(changed, number):
    before = everything(changed)
    for verb in ("rollback", "diff"):
        refused = changed.ctl(verb, "--", number)
        assert refused.code in (1, 2) and refused.err, refused
    assert everything(changed) == before


def test_only_so_many_are_kept(make_phone):
    phone = make_phone(settings={"history.generations": "5"})
    PlainCore(phone.runtime / "sipcore")
    phone.start_agent()
    for number in range(12):
        phone.change({LABEL: f"number {number}"})
    kept = [one["generation"] for one in phone.history()]
    assert kept == list(range(phone.generation(), phone.generation() - 5, -1))

    def files():
        return sorted(int(file.name) for file in (phone.state / "generations").iterdir() if file.name.isdigit())

    until(lambda: files() == sorted(kept), "the others to be removed")
    assert phone.ctl("rollback", kept[-1] - 1).code == 1
    phone.ask("rollback", kept[-1])
    assert phone.get(LABEL) == {LABEL: "number 7"}


def test_differences(changed):
    generation = changed.generation()
    assert changed.ask("diff")["differences"] == [
        {"name": LABEL, "from": "second", "to": "third"}, {"name": EXPIRES, "from": "1006", "to": "1005"}]
    far = changed.ask("diff", generation - 2, generation)
    assert (far["from"], far["to"]) == (generation - 2, generation)
    assert far["differences"] == [{"name": LABEL, "from": "first", "to": "third"}]


def test_a_rollback_restores_a_secret_that_nobody_is_shown(changed):
    changed.change({PASSWORD: "the-old-secret"})
    changed.change({PASSWORD: "the-new-secret"})
    shown = changed.ctl("-f", "json", "diff").out + changed.ctl("-f", "json", "rollback", "--dry-run").out
    assert "********" in shown and "secret" not in shown.replace("********", "")
    before = (changed.state / "generations" / str(changed.generation() - 1)).read_text()
    changed.ask("rollback")
    after = (changed.state / "generations" / str(changed.generation())).read_text()
    assert "the-old-secret" in before and f"{PASSWORD} = the-old-secret\n" in after


def test_without_a_core(make_phone):
    """A configuration that the core cannot run can be left behind without asking it."""
    phone = make_phone()
    core = PlainCore(phone.runtime / "sipcore", dies_of=lambda values: values.get(LABEL) == "poison")
    phone.start_agent()
    phone.change({LABEL: "sound"})
    phone.change({LABEL: "poison"})
    core.go()
    until(lambda: not phone.status()["sipcore"]["connected"], "the agent to notice")
    reply = phone.ask("rollback")
    assert reply["applied"] is False and phone.get(LABEL) == {LABEL: "sound"}
    core.come()
    core.wait_until_it_runs(reply["generation"])
    core.go()


def test_amid_the_deaths_of_the_core(make_phone):
    phone = make_phone()
    core = PlainCore(phone.runtime / "sipcore", dies_of=lambda values: values.get(LABEL) == "poison")
    phone.start_agent()
    phone.change({LABEL: "sound"})
    phone.change({LABEL: "poison"})
    until(lambda: core.deaths >= 2, "the core to die of it twice")
    reply = phone.ask("rollback")
    core.wait_until_it_runs(reply["generation"])
    assert core.value(LABEL) == "sound"
    core.go()
