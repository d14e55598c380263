"""What the ACS asks for that happens later: Informs, downloads within windows of time, and what it takes back."""

import hashlib
import re

import pytest

from rig.management import (ASKED_FOR, Listener, ask_for_session, first_contact, session_now, state_of, wait_for_result,
                            wait_until_delivered)
from rig.transfers import CONFIGURATION, completion, file_at, phone_file
from rig.waiting import until
from scripted_acs import soap
from scripted_acs.file_server import whole
from scripted_acs.soap import Window

METHODS = ["GetRPCMethods", "SetParameterValues", "GetParameterValues", "GetParameterNames", "SetParameterAttributes",
           "GetParameterAttributes", "AddObject", "DeleteObject", "Reboot", "FactoryReset", "Download", "Upload",
           "ScheduleInform", "CancelTransfer", "GetAllQueuedTransfers", "ScheduleDownload"]
# RPCs that these namespaces do not have.
LATER = {"1-0": {"CancelTransfer", "GetAllQueuedTransfers", "ScheduleDownload"},
         "1-1": {"CancelTransfer", "ScheduleDownload"}, "1-2": set()}
FAR = 86400  # seconds that do not pass in a test
SCHEDULED = "3 SCHEDULED"


@pytest.mark.parametrize("cwmp", LATER)
def test_the_methods_are_those_of_the_namespace(phone, make_acs, cwmp):
    acs = make_acs(accepts=(cwmp,))
    first_contact(phone, acs)
    session = session_now(phone, acs)
    assert session.methods() == [method for method in METHODS if method not in LATER[cwmp]]
    for method in LATER[cwmp]:
        assert session.fault_of(soap.call(method)).code == 9000
    session.end()


def test_a_scheduled_inform(managed, acs):
    session = session_now(managed, acs)
    session.schedule_inform(1, "the key")
    session.end()
    session = acs.session()
    assert session.inform.keyed_events == [(SCHEDULED, ""), ("M ScheduleInform", "the key")]
    session.end()
    wait_until_delivered(managed, SCHEDULED)


def test_what_schedule_inform_does_not_take(managed, acs):
    session = session_now(managed, acs)
    assert session.fault_of(soap.schedule_inform(0, "k")).code == 9003
    assert session.fault_of(soap.schedule_inform("soon", "k")).code == 9003
    assert session.fault_of(soap.schedule_inform(5, "k" * 33)).code == 9003
    for _ in range(16):
        session.schedule_inform(FAR, "k")
    assert session.fault_of(soap.schedule_inform(FAR, "k")).code == 9004
    session.end()


def test_killed_between_schedule_inform_and_its_inform(managed, acs):
    """Neither lost nor told twice."""
    listener = Listener(acs)
    listener.ask = soap.schedule_inform(1, "the key")
    managed.ctl("inform")
    until(lambda: listener.answers, "the answer to ScheduleInform")
    managed.kill_agent()

    def scheduled():
        return [inform for inform in listener.informs if SCHEDULED in inform.events]

    until(scheduled, "the Inform that was scheduled")
    wait_until_delivered(managed, SCHEDULED)
    managed.kill_agent()
    ask_for_session(managed)
    until(lambda: listener.informs[-1].events[-1] == ASKED_FOR, "the session that was asked for")
    listener.close()
    assert len(scheduled()) == 1
    assert scheduled()[0].keyed_events[-1] == ("M ScheduleInform", "the key")


def test_a_scheduled_download(managed, acs, files):
    files.gives["/phone.cfg"] = whole(phone_file({"account.1.label": "Front desk"}))
    session = session_now(managed, acs)
    session.schedule_download(file_at(files, "/phone.cfg"), [Window(0, FAR, "2 Immediately")], "the key")
    session.end()
    told = completion(acs)
    assert told.inform.keyed_events == [("7 TRANSFER COMPLETE", ""), ("M ScheduleDownload", "the key")]
    assert told.outcomes == [("the key", 0)]
    assert managed.get("account.1.label") == {"account.1.label": "Front desk"}


def test_a_window_that_closes_before_the_phone_is_back_is_9020(managed, acs, files):
    session = session_now(managed, acs)
    session.schedule_download(file_at(files, "/phone.cfg"), [Window(FAR, FAR + 1)], "the key")
    session.end()
    wait_for_result(managed, "ok")
    managed.agent.kill()
    # As if that day had passed while no agent ran.
    state = managed.state / "cwmp" / "state"
    assert f" {FAR}, " in state.read_text()
    age(state, FAR + 2)
    managed.start_agent()
    told = completion(acs)
    assert told.outcomes == [("the key", 9020)]
    assert files.asked_for("/phone.cfg") == 0


def age(state, seconds):
    """Everything that the file dates stands so much earlier."""
    body = state.read_text().rpartition("sha256 = ")[0]
    body = re.sub(r"\b\d{13}\b", lambda found: str(int(found.group()) - seconds * 1000), body)
    state.write_text(f"{body}sha256 = {hashlib.sha256(body.encode()).hexdigest()}\n")


def test_transfers_are_listed_and_cancelled(managed, acs, files):
    files.gives["/phone.cfg"] = whole(phone_file({"account.1.label": "never"}))
    session = session_now(managed, acs)
    session.download(file_at(files, "/phone.cfg", size=7, target="t"), "one", delay=FAR)
    session.upload(file_at(files, "/up", "2 Vendor Log File"), "two", delay=FAR)
    assert session.queued() == [
        {"CommandKey": "one", "State": "1", "IsDownload": "1", "FileType": CONFIGURATION, "FileSize": "7",
         "TargetFileName": "t"},
        {"CommandKey": "two", "State": "1", "IsDownload": "0", "FileType": "2 Vendor Log File", "FileSize": "0",
         "TargetFileName": ""}]
    session.cancel("one")
    session.cancel("nobody's")
    assert [one["CommandKey"] for one in session.queued()] == ["two"]
    session.end()
    wait_for_result(managed, "ok")
    managed.kill_agent()
    session = session_now(managed, acs)
    assert [one["CommandKey"] for one in session.queued()] == ["two"]
    session.end()


def test_sixteen_transfers_are_queued(managed, acs, files):
    session = session_now(managed, acs)
    for number in range(16):
        session.download(file_at(files, "/phone.cfg"), f"key {number}", delay=FAR)
    assert session.fault_of(soap.download(file_at(files, "/phone.cfg"), "one more", FAR)).code == 9004
    assert len(session.queued()) == 16
    session.end()


def test_the_password_of_a_transfer_is_for_the_state_file_alone(managed, acs, files, scratch):
    session = session_now(managed, acs)
    session.download(file_at(files, "/phone.cfg", username="u", password="the-secret-of-the-file"), "k", delay=FAR)
    assert "the-secret-of-the-file" not in str(session.queued())
    session.end()
    wait_for_result(managed, "ok")
    assert "the-secret-of-the-file" in state_of(managed)
    assert (managed.state / "cwmp" / "state").stat().st_mode & 0o077 == 0
    for log in scratch.rglob("*.log"):
        assert "the-secret-of-the-file" not in log.read_text(errors="replace")


def test_item_4_no_request_of_ours_while_the_acs_holds_them(managed, acs, files):
    files.gives["/phone.cfg"] = whole(phone_file({"account.1.label": "Front desk"}))
    session = session_now(managed, acs)
    session.download(file_at(files, "/phone.cfg"), "the key")
    session.end()
    session = acs.session()
    session.answer_inform(hold=True)
    session.exchange(soap.call("GetRPCMethods"), hold=True)
    assert not session.completed
    session.let_speak()
    assert [message.command_key for message in session.completed] == ["the key"]
    session.end()
    wait_for_result(managed, "ok")


@pytest.mark.parametrize("code,times", [(8005, 2), (8002, 1)])
def test_item_10_faults_to_transfer_complete(managed, acs, files, code, times):
    """8005: the same again in the session. Another one: done."""
    files.gives["/phone.cfg"] = whole(phone_file({"account.1.label": "Front desk"}))
    session = session_now(managed, acs)
    session.download(file_at(files, "/phone.cfg"), "the key")
    session.end()
    acs.complete_faults = [code]
    assert completion(acs).outcomes == [("the key", 0)] * times
    wait_until_delivered(managed, "7 TRANSFER COMPLETE")
    session = session_now(managed, acs)
    assert session.inform.events == [ASKED_FOR]
    session.end()
