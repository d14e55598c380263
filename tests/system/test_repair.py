"""A configuration that kills the SIP core, or a core that is away: the phone can be repaired through every door."""

import pytest

from rig.management import first_contact, session_now
from rig.manager import Manager
from rig.plain_core import PlainCore
from rig.tree import LABEL
from rig.waiting import until
from scripted_acs.soap import set_values

NAME = "account.1.label"
OBJECT = "accountLabel.1"
POISON = "poison"
HOPELESS = 3  # so many failed loads of one generation


class Doors:
    """One change of the label through any door; what it says is "" for a yes, or the door's word for the no."""

    def __init__(self, phone, manager, acs):
        self.phone = phone
        self.manager = manager
        self.acs = acs

    def control(self, label, *options):
        result = self.phone.set({NAME: label}, *options)
        return "" if result.code == 0 else result.json["problems"][0]["code"]

    def snmp(self, label):
        error = self.manager.set([(OBJECT, "s", label)]).error
        return "" if error == "noError" else error

    def cwmp(self, label):
        session = session_now(self.phone, self.acs)
        message = session.exchange(set_values([(LABEL, "string", label)]))
        session.end()
        return str(message.fault.code) if message.fault else ""


AWAY = {"control": "coreAway", "snmp": "resourceUnavailable", "cwmp": "9002"}


@pytest.fixture
def core(scratch):
    """Not yet there: the phone makes its folder."""
    made = []

    def make(phone, **arguments):
        made.append(PlainCore(phone.runtime / "sipcore", **arguments))
        return made[-1]

    yield make
    for one in made:
        one.go()


@pytest.fixture
def doors(scratch, make_phone, core, acs):
    """A phone that runs, with all doors open and a core that dies of the label."""
    phone = make_phone()
    phone.core_played = core(phone, dies_of=lambda values: values.get(NAME) == POISON)
    phone.start_agent()
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the core")
    phone.change({"network.snmp.enable": 1, NAME: "sound"})
    manager = Manager(scratch, phone.snmp_port)
    until(manager.answers, "the SNMP agent to answer")
    first_contact(phone, acs)
    return Doors(phone, manager, acs)


def poison(doors):
    """A core that takes it and dies when it begins to act: from then on it stands in the store."""
    result = doors.phone.set({NAME: POISON})
    assert result.code == 0 and result.json["applied"] is False, result
    assert doors.phone.get(NAME) == {NAME: POISON}


def poisoned_for_good(doors):
    """Until the agent has seen enough of it."""
    poison(doors)
    core = doors.phone.core_played
    loads = core.loads
    until(lambda: core.loads >= loads + HOPELESS, "three loads to kill the core")
    until(lambda: doors.phone.agent.output().count("into the SIP core failed") >= HOPELESS, "the agent to notice")


@pytest.mark.parametrize("door", AWAY)
def test_after_three_failed_loads_every_door_repairs(doors, door):
    poisoned_for_good(doors)
    before = doors.phone.generation()
    assert getattr(doors, door)("remedy") == ""
    assert doors.phone.generation() == before + 1
    assert doors.phone.get(NAME) == {NAME: "remedy"}
    core = doors.phone.core_played
    core.wait_until_it_runs(before + 1)
    assert core.value(NAME) == "remedy"
    # And everything is as usual again.
    assert doors.control("well") == ""
    core.wait_until_it_runs(before + 2)


@pytest.mark.parametrize("door", AWAY)
def test_while_the_core_is_away_a_change_that_needs_it_is_refused(doors, door):
    before = doors.phone.get("*"), doors.phone.history()
    doors.phone.core_played.go()
    until(lambda: not doors.phone.status()["sipcore"]["connected"], "the agent to notice")
    assert getattr(doors, door)("in vain") == AWAY[door]
    assert (doors.phone.get("*"), doors.phone.history()) == before


def test_the_refusal_is_a_sentence_that_says_how_to_go_on(doors):
    doors.phone.core_played.go()
    until(lambda: not doors.phone.status()["sipcore"]["connected"], "the agent to notice")
    result = doors.phone.ctl("set", f"{NAME}=in vain")
    assert result.code == 1
    said = result.out + result.err
    assert "not reachable" in said and "nothing was changed" in said, said


def test_set_offline_repairs_at_once(doors):
    """Before three loads have failed: the shell need not wait for them."""
    doors.phone.core_played.go()
    until(lambda: not doors.phone.status()["sipcore"]["connected"], "the agent to notice")
    before = doors.phone.generation()
    reply = doors.phone.change({NAME: "remedy"}, "--offline")
    assert reply["generation"] == before + 1
    assert reply["applied"] is False and reply["advice"]
    doors.phone.core_played.come()
    doors.phone.core_played.wait_until_it_runs(before + 1)
    assert doors.phone.core_played.value(NAME) == "remedy"


def test_set_offline_with_a_core_that_is_there(doors):
    """It is a change as any other then."""
    before = doors.phone.generation()
    assert doors.phone.change({NAME: "well"}, "--offline")["applied"] is True
    assert doors.phone.core_played.generation == before + 1


def test_a_dry_run_without_a_core(doors):
    doors.phone.core_played.go()
    until(lambda: not doors.phone.status()["sipcore"]["connected"], "the agent to notice")
    before = doors.phone.get("*"), doors.phone.history()
    # The core would have to be asked, and cannot.
    assert doors.control("in vain", "--dry-run") == "coreAway"
    # Without it only the agent's own part is checked.
    assert doors.control("remedy", "--dry-run", "--offline") == ""
    result = doors.phone.set({"account.1.sip_server.1.expires": 29}, "--dry-run", "--offline")
    assert [one["code"] for one in result.json["problems"]] == ["wrongValue"]
    assert (doors.phone.get("*"), doors.phone.history()) == before


def test_a_dry_run_of_a_hopeless_configuration(doors):
    poisoned_for_good(doors)
    before = doors.phone.get("*"), doors.phone.history()
    assert doors.control("remedy", "--dry-run") == ""
    assert (doors.phone.get("*"), doors.phone.history()) == before


def test_the_agent_killed_amid_the_failing_loads(doors):
    """It begins to count anew, and the phone can be repaired all the same."""
    poison(doors)
    phone, core = doors.phone, doors.phone.core_played
    phone.kill_agent()
    assert phone.get(NAME) == {NAME: POISON}
    loads = core.loads
    until(lambda: core.loads >= loads + HOPELESS, "three loads to kill the core")
    until(lambda: doors.control("remedy") == "", "the shell to be let through")
    until(lambda: core.value(NAME) == "remedy", "the core to run the remedy")


def test_what_needs_no_core_is_always_taken(doors):
    phone = doors.phone
    phone.core_played.go()
    until(lambda: not phone.status()["sipcore"]["connected"], "the agent to notice")
    phone.change({"static.managementserver.periodic_inform_interval": 77})
    assert phone.get("static.managementserver.periodic_inform_interval") == {
        "static.managementserver.periodic_inform_interval": "77"}


def test_a_core_that_refuses_is_a_conflict_at_every_door(scratch, make_phone, core, acs):
    def refuses(values):
        if values.get(NAME) != "ugly":
            return []
        return [{"name": NAME, "value": "ugly", "problem": "is not to this core's taste", "code": "conflict"}]

    phone = make_phone()
    core(phone, refuses=refuses)
    phone.start_agent()
    until(lambda: phone.status()["sipcore"]["connected"], "the agent to reach the core")
    phone.change({"network.snmp.enable": 1, NAME: "sound"})
    manager = Manager(scratch, phone.snmp_port)
    until(manager.answers, "the SNMP agent to answer")
    first_contact(phone, acs)
    doors = Doors(phone, manager, acs)
    before = phone.get("*"), phone.history()
    assert doors.control("ugly") == "conflict"
    assert doors.snmp("ugly") == "inconsistentValue"
    assert doors.cwmp("ugly") == "9003"
    assert doors.control("ugly", "--dry-run") == "conflict"
    assert "is not to this core's taste" in phone.ctl("set", f"{NAME}=ugly").err + phone.ctl("set", f"{NAME}=ugly").out
    assert (phone.get("*"), phone.history()) == before
